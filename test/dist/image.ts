import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, link, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** An image: a folder that stands for `/`, and what a container of it starts with. */
export interface Image {
  readonly folder: string
  readonly workdir: string
  readonly environment: Readonly<Record<string, string>>
  readonly user: string
  readonly ports: readonly string[]
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly healthcheck: readonly string[]
}

type Instruction = readonly [name: string, rest: string]

const instructionsOf = (dockerfile: string): readonly Instruction[] =>
  dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ')
      return [name, rest.join(' ')]
    })

/** Where the images that the Dockerfile begins with have Node. */
const programs = '/usr/local/bin'

/** Carries out a Dockerfile below a folder, each stage in an empty one of its own. */
export const buildImage = async (
  context: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Image> => {
  const stages = new Map<string, Image>()
  let image: Image | undefined
  for (const [name, rest] of instructionsOf(await readFile(join(context, 'Dockerfile'), 'utf8'))) {
    if (name === 'FROM') {
      const [base = '', , alias = 'final'] = rest.split(' ')
      image = await emptyImage(base, join(folder, alias))
      stages.set(alias, image)
    } else if (image !== undefined) {
      image = await carryOut(image, [name, rest], { context, stages, environment })
    }
  }
  if (image === undefined) throw new Error('The Dockerfile has no FROM')
  await layNode(image)
  return image
}

/** The last stage has Node itself, where its user can reach it. */
const layNode = async ({ folder }: Image): Promise<void> => {
  const node = join(folder, programs, 'node')
  await mkdir(join(folder, programs), { recursive: true })
  // A link costs nothing, but does not lead to another disk.
  await link(process.execPath, node).catch(() => copyFile(process.execPath, node))
}

const emptyImage = async (base: string, folder: string): Promise<Image> => {
  if (!base.startsWith('node:')) throw new Error(`${base} is no image with Node`)
  await mkdir(folder, { recursive: true })
  return {
    folder,
    workdir: '/',
    environment: {},
    user: 'root',
    ports: [],
    entrypoint: [],
    command: ['node'],
    healthcheck: [],
  }
}

interface Surroundings {
  readonly context: string
  readonly stages: ReadonlyMap<string, Image>
  readonly environment: Readonly<Record<string, string>>
}

const carryOut = async (image: Image, [name, rest]: Instruction, surroundings: Surroundings): Promise<Image> => {
  switch (name) {
    case 'WORKDIR':
      await mkdir(join(image.folder, rest), { recursive: true })
      return { ...image, workdir: rest }
    case 'COPY':
      await copy(image, rest.split(' '), surroundings)
      return image
    case 'RUN':
      await runStep(image, rest, surroundings.environment)
      return image
    case 'ENV': {
      const [variable = '', value = ''] = rest.split('=')
      return { ...image, environment: { ...image.environment, [variable]: value } }
    }
    case 'USER':
      return { ...image, user: rest }
    case 'EXPOSE':
      return { ...image, ports: [...image.ports, rest] }
    case 'HEALTHCHECK':
      return { ...image, healthcheck: wordsOf(rest.replace(/^(?:--\S+ )*CMD /, '')) }
    case 'ENTRYPOINT':
      return { ...image, entrypoint: wordsOf(rest) }
    case 'CMD':
      return { ...image, command: wordsOf(rest) }
    default:
      throw new Error(`The Dockerfile has an instruction that is not known here: ${name}`)
  }
}

/** The form without a shell, the only one in which signals reach the program. */
const wordsOf = (json: string): readonly string[] => JSON.parse(json) as readonly string[]

const copy = async (image: Image, words: readonly string[], { context, stages }: Surroundings): Promise<void> => {
  const from = words[0]?.startsWith('--from=') === true ? words[0].slice('--from='.length) : undefined
  const sources = words.slice(from === undefined ? 0 : 1, -1)
  const target = join(image.folder, image.workdir, words.at(-1) ?? '')
  const source = from === undefined ? context : stages.get(from)?.folder
  if (source === undefined) throw new Error(`There is no stage ${from ?? ''}`)
  for (const name of sources) await copyInto(join(source, name), words.at(-1)?.endsWith('/') === true, target)
}

/** What is in a folder goes into the target, a file becomes it. For thousands of files Node takes ten times as long as `cp`. */
const copyInto = async (source: string, within: boolean, target: string): Promise<void> => {
  const isFolder = (await stat(source)).isDirectory()
  await mkdir(isFolder || within ? target : dirname(target), { recursive: true })
  await execute('cp', ['-R', isFolder ? `${source}/.` : source, target])
}

const runStep = async (image: Image, command: string, environment: Readonly<Record<string, string>>): Promise<void> => {
  const child = spawn('sh', ['-c', command], {
    cwd: join(image.folder, image.workdir),
    env: { ...process.env, ...image.environment, ...environment },
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(`RUN ${command}\n${stdout}\n${stderr}`)
}

/** Starts a program in a container: not as root if it may be, and with nothing of this process's environment. */
export const start = (image: Image, words: readonly string[]): ChildProcess => {
  const isRoot = process.getuid?.() === 0 && image.user !== 'root'
  const [program = '', ...args] = words.map((word) => word.replace(/^\/(?=cuecard\/)/, `${image.folder}/`))
  return spawn(join(image.folder, programs, program), args, {
    cwd: join(image.folder, image.workdir),
    env: { ...image.environment },
    ...(isRoot ? { uid: 1000, gid: 1000 } : {}),
  })
}
