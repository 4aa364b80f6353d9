import { expect, test } from 'vitest'
import { cuecard } from './command-line.ts'

test.each([
  { args: ['--help'] },
  { args: ['serve', '--help'] },
  { args: ['check', '--help'] },
  { args: ['run', '--help'] },
  { args: ['schema', '-h'] },
  { args: ['help'] },
  { args: ['help', 'check'] },
])('$args prints help', async ({ args }) => {
  const ended = await cuecard(...args)

  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(ended.stdout).toMatchSnapshot()
})

test('--version prints the version alone', async () => {
  const { code, stdout } = await cuecard('--version')

  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

test.each([
  { args: [], says: 'Usage: cuecard <command>' },
  { args: ['serv'], says: 'unknown command serv (did you mean serve?)' },
  { args: ['constructor'], says: 'unknown command constructor' },
  { args: ['--hepl'], says: 'unknown option --hepl (did you mean --help?)' },
  { args: ['serve', '--prot', '80'], says: 'unknown option --prot (did you mean --port?)' },
  { args: ['serve', '--__proto__'], says: 'unknown option --__proto__' },
  { args: ['serve', '--port'], says: '--port needs a value' },
  { args: ['serve', '--port', '--host'], says: '--port needs a value' },
  { args: ['serve', '--port', '65536'], says: '--port is "65536": write a whole number from 0 to 65535' },
  { args: ['serve', '--log', 'loud'], says: '--log is "loud": write pretty or json or silent' },
  { args: ['serve', '--help=yes'], says: '--help takes no value' },
  { args: ['schema', 'one', 'two'], says: 'two is more than schema takes' },
])('$args is misuse', async ({ args, says }) => {
  const ended = await cuecard(...args)

  expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
})
