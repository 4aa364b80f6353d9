import { github } from './github.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { pretty } from './pretty.ts'
import { sarif } from './sarif.ts'
import type { ReportFormat } from './report.ts'

/** How a report can be printed; the first is the usual one. */
export const reportFormats: readonly [ReportFormat, ...ReportFormat[]] = [pretty, json, github, junit, sarif, html]
