import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { removeLeftovers, replaceFile } from '../adapters/replace-file.ts'
import { reportFormats } from '../checks/reports/list.ts'
import type { Report, ReportFormat } from '../checks/reports/report.ts'
import type { Misuse } from './arguments.ts'
import { print } from './command.ts'
import { didYouMean } from './did-you-mean.ts'

/** `--report` of a command that may write its report several times over. */
export const reportOption = {
  kind: 'texts',
  value: 'format=file',
  help: `writes a report; without =file prints it: ${reportFormats.map(({ name }) => name).join(', ')}; may be given several times`,
} as const

/** A report that was asked for; without a file it is printed. */
export interface WantedReport {
  readonly format: ReportFormat
  readonly file?: string
}

/** The reports that were asked for, or what is wrong with how. */
export const readReports = (asked: readonly string[]): readonly WantedReport[] | Misuse => {
  const wanted: WantedReport[] = []
  for (const text of asked) {
    const [, name = '', file] = /^([^=]*)(?:=([^]*))?$/.exec(text) ?? []
    const format = reportFormats.find((known) => known.name === name)
    if (format === undefined)
      return {
        misuse: `--report is "${text}": there is no format ${name}${didYouMean(
          name,
          reportFormats.map((known) => known.name),
        )}`,
      }
    if (file === '') return { misuse: `--report is "${text}": write ${name}=file, or ${name} to print it` }
    wanted.push({ format, ...(file !== undefined && { file }) })
  }
  return wanted
}

/** Writes the reports that were asked for; those without a file are printed. */
export const writeReports = async (report: Report, wanted: readonly WantedReport[]): Promise<void> => {
  for (const { format, file } of wanted) {
    const text = format.render(report)
    if (file === undefined) print(text)
    else await writeWhole(file, `${text}\n`)
  }
}

/** Writes a file whole or not at all; its folder is made. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await removeLeftovers(file)
  await replaceFile(file, text)
}
