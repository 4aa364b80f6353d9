/*
 * The form of a JUnit report, as far as the schema of Ant (windyroad/JUnit-Schema) and that of Jenkins (junit-10.xsd) agree: what passes
 * here is valid by both.
 */

interface Form {
  /** Attributes that have to be there, with what they may say. */
  readonly required: Readonly<Record<string, RegExp>>
  readonly optional?: readonly string[]
  /** The names of its children in their order, each behind a blank. */
  readonly children: RegExp
  /** Whether text may stand in it. */
  readonly text?: true
}

const token = /^\S[^]*$/
const whole = /^\d{1,9}$/
const seconds = /^\d{1,3}(?:\.\d*)?$/
const none = /^$/

const forms: Readonly<Record<string, Form>> = {
  testsuites: { required: {}, children: /^(?: testsuite)*$/ },
  testsuite: {
    required: {
      name: token,
      package: token,
      id: whole,
      hostname: token,
      time: seconds,
      tests: whole,
      failures: whole,
      errors: whole,
      timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
    },
    optional: ['skipped'],
    children: /^ properties(?: testcase)* system-out system-err$/,
  },
  properties: { required: {}, children: none },
  testcase: {
    required: { name: token, classname: token, time: seconds },
    children: /^(?: failure| error| skipped)?$/,
  },
  failure: { required: { type: token }, optional: ['message'], children: none, text: true },
  skipped: { required: {}, children: none, text: true },
  'system-out': { required: {}, children: none, text: true },
  'system-err': { required: {}, children: none, text: true },
}

interface Element {
  readonly name: string
  readonly children: string[]
}

const tags = /<\?xml version="1\.0" encoding="UTF-8"\?>\n|<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|[^<]+|</g
const entity = /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/

/** What keeps a text from being a JUnit report that every reader takes; nothing, when it is one. */
export const problemsOfJunit = (xml: string): readonly string[] => {
  const problems: string[] = []
  const open: Element[] = [{ name: '', children: [] }]
  const close = (): void => {
    const { name, children } = open.pop()!
    const form = forms[name]
    if (form === undefined) problems.push(`<${name}> is unknown`)
    else if (!form.children.test(children.map((child) => ` ${child}`).join('')))
      problems.push(`<${name}> holds ${children.join(', ')}`)
  }
  for (const [piece, closing, name, attributes = '', self] of xml.matchAll(tags)) {
    const parent = open.at(-1)!
    if (entity.test(piece)) problems.push(`a bare & in ${piece}`)
    if (closing !== undefined) {
      if (closing !== parent.name) problems.push(`</${closing}> closes <${parent.name}>`)
      close()
    } else if (name !== undefined) {
      parent.children.push(name)
      problems.push(...attributeProblems(name, attributes))
      open.push({ name, children: [] })
      if (self === '/') close()
    } else if (
      !piece.startsWith('<?xml') &&
      (piece === '<' || (piece.trim() !== '' && forms[parent.name]?.text !== true))
    )
      problems.push(`${JSON.stringify(piece)} stands in <${parent.name}>`)
  }
  if (open.length !== 1 || open[0]?.children.join() !== 'testsuites') problems.push('it is not one <testsuites>')
  return problems
}

const attributeProblems = (name: string, text: string): readonly string[] => {
  const { required = {}, optional = [] } = forms[name] ?? {}
  const found = new Map([...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  return [
    ...Object.entries(required).flatMap(([key, form]) =>
      form.test(found.get(key) ?? '') ? [] : [`<${name}> has ${key} ${String(found.get(key))}`],
    ),
    ...[...found.keys()].flatMap((key) =>
      key in required || optional.includes(key) ? [] : [`<${name}> may not have ${key}`],
    ),
  ]
}
