/** How the page looks: the system's fonts and colours, light or dark. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --dim: #777; --bad: #c33 }
@media (prefers-color-scheme: dark) { :root { --dim: #999; --bad: #f77 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2.5rem auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.05rem; margin: 2.2rem 0 .5rem }
p { margin: .4rem 0 } .dim { color: var(--dim) } .bad { color: var(--bad) }
code, pre, td.code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; overflow-x: auto; margin: .5rem 0 }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--dim); white-space: nowrap }
th, td { padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
td.short { white-space: nowrap } td.name { min-width: 5rem } td.call { min-width: 15rem } .keys td:first-child { width: 21rem }
td.number, th.number { text-align: right; padding-right: 0; white-space: nowrap }
summary { cursor: pointer; padding: .25rem 0 }
details table { margin: .2rem 0 .8rem 1rem; width: calc(100% - 1rem) }
`

/** Shows calls as they end, the latest on top. */
export const script = `
const body = document.getElementById('calls')
const source = new EventSource('/_cuecard/calls/stream?after=' + body.dataset.after)
const state = document.getElementById('state')
source.onopen = () => { state.textContent = 'live' }
source.onerror = () => { state.textContent = 'not connected' }
source.addEventListener('call', ({ data }) => {
  const call = JSON.parse(data)
  const who = call.cue ?? (call.generated ? 'generated' : call.status >= 400 ? 'refused' : call.endpoint ?? '')
  const notes = [...call.violations.map(({ message }) => message), ...call.warnings]
  if (call.outcome.end !== 'complete') notes.unshift(call.outcome.end)
  const row = document.createElement('tr')
  for (const text of [new Date(call.at).toLocaleTimeString(), call.scope, call.method + ' ' + call.path, who, call.status, call.outcome.milliseconds.toFixed(1) + ' ms'])
    row.insertCell().textContent = text
  const kinds = ['short', 'name', 'code call', 'name', call.status >= 400 ? 'short bad' : 'short', 'number']
  kinds.forEach((kind, index) => { row.cells[index].className = kind })
  if (notes.length > 0) {
    const note = row.cells[3].appendChild(document.createElement('div'))
    note.className = 'dim'
    note.textContent = notes.join(' ')
  }
  body.prepend(row)
  while (body.rows.length > 50) body.deleteRow(-1)
})
`
