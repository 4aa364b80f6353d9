import { readdirSync, readFileSync } from 'node:fs'
import { complain, defineCommand, exitCode, print } from './command.ts'
import { didYouMean } from './did-you-mean.ts'
import { packagePath } from './package.ts'

/** `cuecard schema [name]` */
export const schema = defineCommand({
  operands: { usage: '[name]', help: 'such as openai/chat-completions.request; without it, the names of all', most: 1 },
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
    if (!names.includes(name)) {
      complain(`cuecard: no schema is called ${name}${didYouMean(name, names)}\nSee cuecard schema`)
      return exitCode.misuse
    }
    print(readFileSync(`${folder}/${name}.json`, 'utf8').trimEnd())
    return exitCode.clean
  },
})
