import { type DemoCode } from "./code-page";
import { type Message, type MessageSummary } from "./message-store";

export const STYLESHEET = `
:root { color-scheme: light dark; --paper: #f8f5ee; --surface: #fffdf9; --ink: #1d1a16; --ink-2: #534d43; --rule: #e2dacb; --edge: #8a8171; --teal: #0b5b60; --on-teal: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161412; --surface: #1f1c19; --ink: #f1ece3; --ink-2: #c2baad; --rule: #3a352e; --edge: #8b8275; --teal: #7ccac4; --on-teal: #06211f; }
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1rem/1.5rem system-ui, "Segoe UI", Roboto, sans-serif; }
main, header { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem; }
header { padding-top: 1.5rem; }
header a { font-weight: 700; text-decoration: none; }
h1 { font-size: 1.75rem; line-height: 2.25rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
a { color: var(--teal); }
:focus-visible { outline: 3px solid var(--teal); outline-offset: 2px; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 0 0 1.5rem; }
label { display: block; font-weight: 600; }
input, button { font: inherit; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--surface); color: var(--ink); }
input { width: min(22rem, 100%); }
button { background: var(--teal); border-color: var(--teal); color: var(--on-teal); font-weight: 600; cursor: pointer; }
button.quiet { background: none; color: var(--teal); }
ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
ol li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding: .75rem 0; border-bottom: 1px solid var(--rule); }
li a { font-weight: 600; overflow-wrap: anywhere; }
.quiet-text, time { color: var(--ink-2); font-size: .875rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0; }
dt { color: var(--ink-2); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
iframe { width: 100%; height: 44rem; border: 1px solid var(--edge); border-radius: 6px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid var(--rule); border-radius: 6px; background: var(--surface); font: inherit; margin: 0; }
summary { cursor: pointer; font-weight: 600; margin-top: 2rem; }
@media (max-width: 40rem) { dl, ol li { grid-template-columns: minmax(0, 1fr); } }
`;

/** Text as HTML; quotes too, so it is right in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The page of all messages, newest first. */
export function listPage(messages: MessageSummary[], to: string): string {
  const rows = messages.map(
    (message) => `<li>
  <a href="/messages/${message.id}">${escapeHtml(message.subject) || "(no subject)"}</a>
  ${time(message.at)}
  <span class="quiet-text">to ${escapeHtml(message.to)}</span>
</li>`,
  );
  const none = to
    ? `<p>No mail to an address with “${escapeHtml(to)}” in it.</p>`
    : "<p>No mail yet. What the board sends arrives here, and nowhere else.</p>";
  return page(
    to ? `Mail to ${to}` : "Mail",
    `<h1>Mail</h1>
<form method="get" action="/">
  <div><label for="to">To</label><input id="to" name="to" type="search" value="${escapeHtml(to)}" autocomplete="off" maxlength="254"></div>
  <button>Filter</button>
</form>
<p role="status">${messages.length === 1 ? "1 message" : `${messages.length} messages`}${to ? `, <a href="/">show all</a>` : ""}</p>
${rows.length ? `<ol>${rows.join("")}</ol>` : none}
<p class="quiet-text"><a href="/codes">Demo sign-in codes</a> of the moderator and the admin · <a href="/templates">Every mail that the board can send</a></p>
${messages.length && !to ? `<h2>Empty the mailbox</h2><form method="post" action="/empty"><button class="quiet">Delete all messages</button></form>` : ""}`,
  );
}

/** The page of one message. The HTML part is shown without scripts, forms, pictures from elsewhere or the page's origin. */
export function messagePage(message: Message): string {
  const headers = Object.entries(message.headers).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  const attachments = message.attachments.map(
    (file) =>
      `<li>${escapeHtml(file.name || "(no name)")} <span class="quiet-text">${escapeHtml(file.mediaType)}, ${file.size} bytes</span></li>`,
  );
  return page(
    message.subject || "(no subject)",
    `<p><a href="/">All mail</a></p>
<h1>${escapeHtml(message.subject) || "(no subject)"}</h1>
<dl><dt>From</dt><dd>${escapeHtml(message.from)}</dd><dt>To</dt><dd>${escapeHtml(message.to)}</dd><dt>Received</dt><dd>${time(message.at)}</dd></dl>
<h2>Plain text</h2>
<pre>${message.text ? linked(message.text) : "(this message has no plain-text part)"}</pre>
${message.html ? `<h2>HTML</h2><p class="quiet-text">Links do not work in this picture of the message: use those in the plain text.</p><iframe sandbox="" title="HTML part of the message" srcdoc="${escapeHtml(message.html)}"></iframe>` : ""}
${attachments.length ? `<h2>Attachments</h2><ol>${attachments.join("")}</ol>` : ""}
<details><summary>Headers</summary><dl>${headers.join("")}</dl></details>`,
  );
}

/** The page of the codes that the demo's staff sign in with. */
export function codesPage(codes: DemoCode[], seconds: number): string {
  const rows = codes.map(
    ({ role, email, code }) =>
      `<dt>${escapeHtml(role)}, ${escapeHtml(email)}</dt><dd><code>${escapeHtml(code)}</code></dd>`,
  );
  return page(
    "Demo sign-in codes",
    `<p><a href="/">All mail</a></p>
<h1>Demo sign-in codes</h1>
<p>What the authenticator app of the demo’s staff would show. No real board has these.</p>
<dl>${rows.join("")}</dl>
<p class="quiet-text">New ones in ${seconds === 1 ? "a second" : `${seconds} seconds`}; the page follows by itself. A code signs somebody in once: for the next time wait for the next one.</p>`,
  );
}

/** A short page that says one thing. */
export function noticePage(title: string, words: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p><p><a href="/">All mail</a></p>`);
}

/** A whole page of the mailbox. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Local mailbox</title>
<link rel="stylesheet" href="/mailbox.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<header><a href="/">Local mailbox</a></header>
<main>
${body}
</main>
</body>
</html>
`;
}

function time(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.slice(0, 19).replace("T", " "))} UTC</time>`;
}

/** Escaped text with its http(s) addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, index) =>
      index % 2 ? `<a href="${escapeHtml(piece)}" rel="noreferrer">${escapeHtml(piece)}</a>` : escapeHtml(piece),
    )
    .join("");
}

/** The mailbox's icon; a page without one logs an error in the browser. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="7" width="26" height="18" rx="3" fill="#0b5b60"/><path d="M5 10l11 8 11-8" fill="none" stroke="#fff" stroke-width="2"/></svg>`;
