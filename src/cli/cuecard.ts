#!/usr/bin/env node
import module from 'node:module'

// This file stays in a syntax that old versions of Node can read, and imports nothing of ours statically:
// the rest of the package would fail there with an error that says nothing about the reason.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `cuecard needs Node 22.12 or newer; this is Node ${process.versions.node}.\n` +
      'Install a newer one, or let npm bring it along: npx --package=node@24 --package=cuecard cuecard\n',
  )
  process.exitCode = 2
} else {
  module.enableCompileCache()
  // A rejection ends the process with its stack: nothing to catch here.
  void import('./main.ts').then(({ main }) => main(process.argv.slice(2)))
}
