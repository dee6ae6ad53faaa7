import { html, type Html } from "./html.ts";

const style = `
:root { color-scheme: light dark; --paper: #fff; --ground: #f4f5f7; --ink: #1b2430; --soft: #566172; --line: #c9ced6; --accent: #1f5fbf; --on-accent: #fff; --bad: #a4161a; --bad-ground: #fdecec; --note: #fff6d6; --note-ink: #5c4400; }
@media (prefers-color-scheme: dark) { :root { --paper: #1a2029; --ground: #11151b; --ink: #e8ecf2; --soft: #a5b0c0; --line: #3b4553; --accent: #8db8ff; --on-accent: #0d1420; --bad: #ffb3b3; --bad-ground: #3a1a1c; --note: #3a3010; --note-ink: #ffe9a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.note { background: var(--note); color: var(--note-ink); padding: .6rem 1rem; text-align: center; margin: 0; }
main { max-width: 34rem; margin: 1.5rem auto; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
main.wide { max-width: 72rem; overflow-x: auto; }
h1 { font-size: 1.35rem; margin: 0 0 1rem; } h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
table { width: 100%; border-collapse: collapse; } td, th { padding: .4rem .25rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
.total td, .total th { font-weight: 700; border-bottom: 0; } td.sum { text-align: right; white-space: nowrap; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0 0; padding: .25rem 1rem 1rem; } legend { font-weight: 600; padding: 0 .35rem; } .choice { display: flex; gap: .6rem; align-items: center; min-height: 2.75rem; } .choice input { width: 1.25rem; min-height: 1.25rem; margin: 0; }
label { display: block; font-weight: 600; margin-top: .9rem; } .hint { color: var(--soft); font-size: .9rem; margin: .15rem 0 0; }
input, select { width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .5rem .65rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; } .row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; } .row > :first-child { flex: 1; }
button, .button { display: inline-block; min-height: 2.75rem; padding: .6rem 1.1rem; font: inherit; font-weight: 600; border-radius: .4rem; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; text-decoration: none; }
button.quiet, .button.quiet { background: transparent; color: var(--accent); } .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; } a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.bad { background: var(--bad-ground); color: var(--bad); border: 1px solid currentColor; border-radius: .4rem; padding: .6rem .8rem; margin: 0 0 1rem; } .mistake { color: var(--bad); margin: .25rem 0 0; }
code { font-size: .9em; overflow-wrap: anywhere; } .card { white-space: nowrap; } caption { text-align: left; }
`;

/** The whole page: title, the sandbox's plain label, and the content. */
export function wholePage(title: string, content: Html, wide = false) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Stripe sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/c/style.css">
</head>
<body>
<header><p class="note"><strong>Stripe sandbox:</strong> no real card is charged.</p></header>
<main${wide ? html` class="wide"` : ""}>${content}</main>
</body>
</html>`.text;
}

/** The style of the sandbox's pages, light and dark. */
export const styleSheet = style;

/** A day as people read it: `22 November 2026` (UTC). */
export const dateOf = (seconds: number) =>
  new Date(seconds * 1_000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
