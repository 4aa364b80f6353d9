import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the package lies: one folder above the build, two above the sources of the command line. */
const root = ['../', '../../']
  .map((up) => fileURLToPath(new URL(up, import.meta.url)))
  .find((folder) => existsSync(`${folder}package.json`))

/** The path of something that comes with the package: `scenarios`, `schemas`. */
export const packagePath = (name: string): string => `${root ?? ''}${name}`

/** The version of the package. */
export const readVersion = (): string => {
  // Our own package.json.
  const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { readonly version: string }
  return version
}
