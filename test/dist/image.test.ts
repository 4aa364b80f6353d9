import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { buildImage, start, type Image } from './image.ts'
import { pathWithNpm, root } from './packed.ts'

// Each test starts several programs, and busy machines take their time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let image: Image

/**
 * What the build gets to see: only what .dockerignore lets through. `npm ci` of all that development needs takes as long as everything
 * else together; what it has installed here, from the same lock file, stands in for it. That of production is carried out.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecard-image-'))
  await chmod(folder, 0o755)
  const ignore = await readFile(join(root, '.dockerignore'), 'utf8')
  for (const name of ['Dockerfile', ...[...ignore.matchAll(/^!(.+)$/gm)].map(([, name = '']) => name)])
    await cp(join(root, name), join(folder, 'context', name), { recursive: true })
  const install = `case "$*" in *--omit=dev*) exec "$NPM" "$@";; *) ln -s '${root}/node_modules' node_modules;; esac`
  const PATH = await pathWithNpm(join(folder, 'bin'), install)
  image = await buildImage(join(folder, 'context'), join(folder, 'stages'), { PATH, npm_config_prefer_offline: 'true' })
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Port 0 stands in for the network that a container has to itself. */
const startServer = async (): Promise<{ readonly server: ChildProcess; readonly baseUrl: string }> => {
  const command = image.command.map((word) => (word === '4010' ? '0' : word))
  const server = start(image, [...image.entrypoint, ...command])
  onTestFinished(() => void server.kill('SIGKILL'))
  for await (const line of createInterface({ input: server.stdout! })) {
    const port = /:(\d+)\/v1/.exec(line)?.[1]
    if (port !== undefined) return { server, baseUrl: `http://127.0.0.1:${port}/v1` }
  }
  throw new Error(await text(server.stderr!))
}

/** What a check of the container's health ends with. */
const healthAt = async (baseUrl: string): Promise<number> => {
  const words = image.healthcheck.map((word) => word.replace('4010', new URL(baseUrl).port))
  const [code] = (await once(start(image, words), 'exit')) as [number]
  return code
}

test('a container of the image answers, is healthy, and ends well when it is told to', async () => {
  const { server, baseUrl } = await startServer()

  const response = await fetch(`${baseUrl}/models`, { headers: { authorization: 'Bearer sk-test' } })
  const healthy = await healthAt(baseUrl)
  server.kill('SIGTERM')
  const [code] = (await once(server, 'exit')) as [number]

  expect(response.status).toBe(200)
  expect({ healthy, code, afterwards: await healthAt(baseUrl) }).toEqual({ healthy: 0, code: 0, afterwards: 1 })
})

test.each([['check'], ['conformance', '--only', 'temperature']])('%s runs in a container', async (...words) => {
  const child = start(image, [...image.entrypoint, ...words])

  const [stderr] = await Promise.all([text(child.stderr!), text(child.stdout!), once(child, 'close')])

  expect({ code: child.exitCode, stderr }).toEqual({ code: 0, stderr: '' })
})

test('the image has what production needs and no more, and is not run as root', async () => {
  // Our own package.json.
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)]

  const installed = names.filter((name) => existsSync(join(image.folder, 'cuecard/node_modules', name)))

  expect(installed).toEqual(Object.keys(dependencies))
  expect((await readdir(join(image.folder, 'cuecard'))).toSorted()).toEqual([
    'LICENSE',
    'dist',
    'fixtures',
    'node_modules',
    'package.json',
    'scenarios',
    'schemas',
  ])
  expect([image.user, image.ports]).toEqual(['node', ['4010']])
})
