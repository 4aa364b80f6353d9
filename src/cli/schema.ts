import { readdirSync, readFileSync } from 'node:fs'
import { complain, defineCommand, exitCode, print } from './command.ts'
import { didYouMean } from './did-you-mean.ts'
import { packagePath } from './package.ts'

/** `cuecard schema [name]` */
export const schema = defineCommand({
  operands: {
    usage: '[name]',
    help: 'such as openai/chat-completions.request, or scenario; without it, the names of all',
    most: 1,
  },
  options: {},
  run: async (_values, [name]) => {
    const folder = packagePath('schemas')
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
      .toSorted()
    if (name === undefined) {
      print(names.join('\n'))
      return exitCode.clean
    }
    // The last part of a name is enough where no other schema shares it.
    const [found, ...others] = names.includes(name) ? [name] : names.filter((known) => known.endsWith(`/${name}`))
    if (found === undefined || others.length > 0) {
      const hint = found === undefined ? didYouMean(name, names) : `: write ${[found, ...others].join(' or ')}`
      complain(`cuecard: no schema is called ${name}${hint}\nSee cuecard schema`)
      return exitCode.misuse
    }
    print(readFileSync(`${folder}/${found}.json`, 'utf8').trimEnd())
    return exitCode.clean
  },
})
