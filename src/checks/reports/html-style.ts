/** How the page looks: one column that fits a phone, in the colours that its reader has chosen for everything. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --dim: #6b6b6b; --bad: #b3261e; --warn: #8a5a00; --good: #1b6e3c; --card: #8881; }
@media (prefers-color-scheme: dark) { :root { --dim: #a0a0a0; --bad: #ff8a80; --warn: #ffcc66; --good: #7ddba3; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, footer { max-width: 48rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; }
h1::before { content: '●'; margin-right: .5rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0; font-size: 1rem; }
code { font: .9em ui-monospace, monospace; }
small, footer, dt { color: var(--dim); font-weight: normal; }
h1.bad::before, .error h3 span { color: var(--bad); }
.warning h3 span { color: var(--warn); }
h1.good::before, p.good { color: var(--good); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr)); gap: .5rem; margin: 0; }
.numbers div { padding: .5rem .75rem; border-radius: .5rem; background: var(--card); }
.numbers dd { margin: 0; font-size: 1.4rem; font-weight: 600; }
.findings { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
.findings > li { padding: .75rem 1rem; border: 1px solid var(--line); border-left: .3rem solid var(--warn); border-radius: .5rem; }
.findings > li.error { border-left-color: var(--bad); }
.findings p { margin: .25rem 0; }
.findings dl { display: grid; grid-template-columns: minmax(4rem, max-content) 1fr; gap: 0 .75rem; margin: .25rem 0 0; font-size: .9rem; }
.findings dd { margin: 0; white-space: pre-wrap; }
details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; min-height: 2rem; color: var(--dim); }
section { margin: 1rem 0; }
.words { list-style: none; margin: .25rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; font-size: .9rem; }
.words li { padding: .1rem .5rem; border: 1px dashed var(--line); border-radius: 1rem; color: var(--dim); }
.words .used { border: 1px solid var(--good); color: inherit; }
`
