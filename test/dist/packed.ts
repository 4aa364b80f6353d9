import { execFile } from 'node:child_process'
import { chmod, mkdir, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { hashOf } from '../../src/core/random.ts'

const run = promisify(execFile)
export const root = join(import.meta.dirname, '../..')

/**
 * Packs the package into a folder, as it is published, and gives the path of the tarball. Test files run side by side: one of them builds,
 * the others wait for it.
 */
export const pack = async (folder: string): Promise<string> => {
  const release = await lock(join(tmpdir(), `cuecard-build-${hashOf(root)}.lock`))
  try {
    if (await isStale()) await run('npm', ['run', 'build'], { cwd: root })
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root })
  } finally {
    await release()
  }
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`npm pack has left nothing in ${folder}`)
  return join(folder, tarball)
}

/** Whether a source is younger than the build. */
const isStale = async (): Promise<boolean> =>
  (await newest(join(root, 'dist'))) < Math.max(await newest(join(root, 'src')), await newest(join(root, 'schemas')))

/** When the newest file in a folder was written; 0 when there is none. */
const newest = async (folder: string): Promise<number> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const times = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}

/** Resolves when no other process holds the file any more, with what lets it go. */
const lock = async (file: string): Promise<() => Promise<void>> => {
  for (;;) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      // A process that was killed leaves its lock behind.
      if (!isAlive(Number(await readFile(file, 'utf8').catch(() => '')))) await rm(file, { force: true })
      await setTimeout(50)
    }
  }
}

/** Nobody's id is that of a lock that is just being written, or let go. */
const isAlive = (id: number): boolean => {
  if (id === 0) return true
  try {
    return process.kill(id, 0)
  } catch {
    // There is no such process.
    return false
  }
}

/**
 * Lays a project's dependencies into a folder as `npm ci` would: cuecard from its tarball, all else from what this project has installed.
 */
export const layDependencies = async (folder: string, tarball: string): Promise<void> => {
  const modules = join(folder, 'node_modules')
  const own = join(modules, 'cuecard')
  await mkdir(own, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', own, '--strip-components=1'])
  for (const name of await readdir(join(root, 'node_modules')))
    if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(modules, name))
  await mkdir(join(modules, '.bin'))
  for (const name of ['cuecard', 'vitest']) await layProgram(folder, name)
}

/** What npm puts into `node_modules/.bin`. */
const layProgram = async (folder: string, name: string): Promise<void> => {
  const home = join(folder, 'node_modules', name)
  // Of an installed package.
  const { bin } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>
  }
  const program = bin[name] ?? ''
  await chmod(join(home, program), 0o755)
  await symlink(join('..', name, program), join(folder, 'node_modules/.bin', name))
}

/**
 * Puts an `npm` in front of the real one that leaves `npm ci` and `npm install` to a shell command, and the rest to npm. Gives the `PATH` of programs to be
 * started: with this npm and this Node.
 */
export const pathWithNpm = async (folder: string, onInstall: string): Promise<string> => {
  const file = join(folder, 'npm')
  const { stdout } = await run('sh', ['-c', 'command -v npm'])
  await mkdir(folder, { recursive: true })
  await writeFile(
    file,
    `#!/bin/sh\nNPM='${stdout.trim()}'\ncase "$1" in\nci | install) ${onInstall} ;;\n*) exec "$NPM" "$@" ;;\nesac\n`,
  )
  await chmod(file, 0o755)
  const others = (process.env['PATH'] ?? '').split(':').filter((path) => basename(path) !== '.bin')
  return [folder, join(process.execPath, '..'), ...others].join(':')
}
