/** How a dossier looks on a screen and on paper, A4 and Letter alike. */
export const dossierStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --tint: #f6f8fa; --accent: #0b5cad; --mark: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa5b1; --line: #3a424c; --paper: #0f1419; --tint: #171d24; --accent: #6cb2ff; --mark: #fdba74; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h2 b { float: right; font-variant-numeric: tabular-nums; }
p { margin: .4rem 0; }
a { color: var(--accent); }
.soft, small { color: var(--soft); }
.mark { border-left: 3px solid var(--mark); background: var(--tint); padding: .4rem .75rem; }
.mark b { color: var(--mark); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; font-size: .92em; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
td.wide { min-width: 12rem; overflow-wrap: anywhere; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.n + :not(.n) { padding-left: .9rem; }
ol, ul { padding-left: 1.4rem; margin: .5rem 0; }
li { margin: .45rem 0; }
li small { display: block; }
.room { height: 1.9rem; border-bottom: 1px solid var(--line); }
@media (max-width: 30rem) { main { padding: 1rem .75rem 2rem; } h1 { font-size: 1.4rem; } .n, th, td { padding-right: .45rem; } }
@page { margin: 16mm 15mm; }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --tint: #f4f4f4; --accent: #000; --mark: #000; }
  body { font-size: 10pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.2rem; }
  li, tr, .mark { break-inside: avoid; }
  .scroll { overflow: visible; }
  a { text-decoration: none; }
  .address::after { content: attr(href); display: block; font-size: 8pt; color: var(--soft); }
}
`;
