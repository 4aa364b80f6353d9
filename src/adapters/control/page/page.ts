import { createHash } from 'node:crypto'
import type { SentReply } from '../../../core/reply.ts'
import type { Cue } from '../../../core/scenario.ts'
import type { Cuecard } from '../../../cuecard.ts'
import { lastOf } from '../ended.ts'
import { unread, type Asked, type Operation } from '../operation.ts'
import { baseUrlsOf, controlHeaders } from '../served.ts'
import { script, style } from './assets.ts'
import { html, type Html } from './html.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing but our own style and script, and the journal. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page for browsers: what is served, how to call it, and the calls as they come. */
export const page = (asked: Asked): SentReply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    ...unread,
    vary: 'accept',
  },
  delay: 0,
  body: { kind: 'bytes', parts: [new TextEncoder().encode(documentOf(asked).html)] },
})

const documentOf = (asked: Asked): Html => {
  const baseUrls = Object.entries(baseUrlsOf(asked.cuecard, asked.url))
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>cuecard</title>
      ${raw(`<style>${style}</style>`)}
      <h1>cuecard</h1>
      <p>A stand-in for APIs that speak Chat Completions. Clients take one of these as their base URL:</p>
      <table>
        ${baseUrls.map(
          ([dialect, baseUrl]) =>
            html`<tr>
              <td>${dialect}</td>
              <td class="code">${baseUrl}</td>
            </tr> `,
        )}
      </table>
      <pre>${curlOf(baseUrls[0]?.[1] ?? '')}</pre>
      ${asked.guarded ? guarded(asked) : [...journal(asked.cuecard), ...scenarios(asked.cuecard)]}
      <h2>By request header</h2>
      <table class="keys">
        ${Object.entries(controlHeaders).map(
          ([name, [example, help]]) =>
            html`<tr>
              <td class="code">${name}: ${example}</td>
              <td>${help}</td>
            </tr> `,
        )}
      </table>
      <h2>For programs</h2>
      <table class="keys">
        ${asked.operations.map((operation) => operationRow(operation, asked.guarded))}
      </table>
    </html> `
}

const raw = (text: string): Html => ({ html: text })

const curlOf = (baseUrl: string): string =>
  `curl ${baseUrl}/chat/completions -H 'authorization: Bearer sk-test' -H 'content-type: application/json' \\\n  -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello!"}]}'`

const guarded = ({ url }: Asked): readonly Html[] => [
  html`<h2>Journal</h2>
    <p>Journal and scenarios are shown to those who have the token:</p>
    <pre>curl -N ${url}/_cuecard/calls/stream -H 'authorization: Bearer …'</pre>`,
]

/** How many calls are shown from before the page was opened. */
const past = 20

const journal = ({ calls }: Cuecard): readonly Html[] => [
  html`<h2>Journal</h2>
    <p>
      <span id="state" class="dim">…</span> · <a href="/_cuecard/calls">as JSON</a> ·
      <a href="/_cuecard/calls/stream">as a stream of events</a> · <a href="/_cuecard/violations">violations</a>
    </p>
    <table>
      <thead>
        <tr>
          <th>time</th>
          <th>scope</th>
          <th>call</th>
          <th>answered by</th>
          <th>status</th>
          <th class="number">took</th>
        </tr>
      </thead>
      <tbody id="calls" data-after="${Math.max(0, lastOf(calls) - past)}"></tbody>
    </table>
    ${raw(`<script>${script}</script>`)}`,
]

/** More cues than anyone reads on a page. */
const mostCues = 200

const scenarios = (cuecard: Cuecard): readonly Html[] => {
  let room = mostCues
  const groups = [
    ...(cuecard.added.length === 0 ? [] : [{ name: 'added', cues: cuecard.added }]),
    ...cuecard.scenarios,
  ].map(({ name, cues }) => {
    const shown = cues.slice(0, room)
    room -= shown.length
    return { name, cues, shown }
  })
  const { findings } = cuecard
  return [
    html`<h2>Scenarios</h2>
      <p>
        What no cue answers is made up. <a href="/_cuecard/scenarios">As JSON</a> ·
        <a href="/_cuecard/unplayed">unplayed cues</a> · <a href="/_cuecard/findings">${findings.length} findings</a>
      </p> `,
    ...groups.map(
      ({ name, cues, shown }, index) =>
        html`<details${raw(index === 0 ? ' open' : '')}><summary>${name} <span class="dim">${cues.length === 1 ? '1 cue' : `${cues.length} cues`}</span></summary>
<table>
${shown.map((cue) => cueRow(cue, cuecard.plays(cue)))}${rest(cues.length - shown.length)}</table></details>
`,
    ),
  ]
}

const cueRow = (cue: Cue, played: number): Html =>
  html`<tr>
    <td>${cue.name}</td>
    <td class="code">${conditionOf(cue)}</td>
    <td>${cue.action.name}</td>
    <td class="number">${played === 0 ? '' : `${played} ×`}</td>
  </tr> `

const rest = (count: number): Html =>
  count === 0
    ? raw('')
    : html`<tr>
        <td class="dim">… and ${count} more</td>
      </tr> `

const conditionOf = ({ when }: Cue): string => {
  const text = when === undefined ? 'always' : JSON.stringify(when)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

const operationRow = ({ method, path, summary }: Operation, isGuarded: boolean): Html =>
  html`<tr>
    <td class="code">${method} ${method === 'GET' && !isGuarded ? html`<a href="${path}">${path}</a>` : path}</td>
    <td>${summary}</td>
  </tr> `
