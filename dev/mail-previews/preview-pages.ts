import { renderMail } from "~/platform/mail/mailer.server.ts";
import { escapeHtml, page } from "../mailbox/mailbox-pages.ts";
import { BOARD_URL } from "./mail-preview.ts";
import { mailPreviews } from "./previews.ts";

const board = { name: "CareerCenter", url: BOARD_URL };

/** The list of all templates. */
export function templatesPage(): string {
  const rows = mailPreviews.map(
    ({ id, subject }) =>
      `<li><a href="/templates/${id}">${escapeHtml(subject)}</a><span class="quiet-text">${id}</span></li>`,
  );
  return page(
    "Templates",
    `<p><a href="/">All mail</a></p>
<h1>Templates</h1>
<p>Every mail that the board can send, with made-up people and jobs. Restart the mailbox to see what you edited.</p>
<ol>${rows.join("")}</ol>`,
  );
}

/** One template: in light, in dark, and as plain text; `undefined` where there is none of this id. */
export async function templatePage(id: string): Promise<string | undefined> {
  const preview = mailPreviews.find((known) => known.id === id);
  if (!preview) return undefined;
  const { html, text } = await renderMail(preview.element, board);
  // Asked in the place of the reader's own setting, so that both can be seen at once.
  const frame = (scheme: "light" | "dark") => {
    const shown = html.replace("(prefers-color-scheme: dark)", scheme === "dark" ? "all" : "not all");
    return `<h2>In ${scheme}</h2><iframe sandbox="" title="The mail in ${scheme}" srcdoc="${escapeHtml(shown)}"></iframe>`;
  };
  return page(
    preview.subject,
    `<p><a href="/templates">All templates</a></p>
<h1>${escapeHtml(preview.subject)}</h1>
<p class="quiet-text">${id}, <a href="/templates/${id}.html">the HTML part alone</a></p>
${frame("light")}
${frame("dark")}
<h2>Plain text</h2>
<pre>${escapeHtml(text)}</pre>`,
  );
}

/** The HTML part of one template, as a mail program gets it. */
export async function templateHtml(id: string): Promise<string | undefined> {
  const preview = mailPreviews.find((known) => known.id === id);
  return preview && (await renderMail(preview.element, board)).html;
}
