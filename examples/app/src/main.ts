import { answer } from './assistant.ts'

process.stdout.write(`${await answer(process.argv[2] ?? 'Where is my order A-1042?')}\n`)
