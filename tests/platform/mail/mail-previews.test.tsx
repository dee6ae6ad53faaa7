import { describe, expect, it } from "vitest";
import { MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { renderMail } from "~/platform/mail/mailer.server.ts";
import { BOARD_URL, type MailPreview } from "../../../dev/mail-previews/mail-preview.ts";
import { mailPreviews } from "../../../dev/mail-previews/previews.ts";

const board = { name: "CareerCenter", url: BOARD_URL };
const modules = import.meta.glob<Record<string, unknown>>("../../../app/**/emails/*.tsx", { eager: true });

/** The folder and name of a template's snapshot: its id without the case. */
const templateOf = (id: string) => id.split("/").slice(0, 2).join("/");
const byTemplate = new Map<string, MailPreview[]>();
for (const preview of mailPreviews)
  byTemplate.set(templateOf(preview.id), [...(byTemplate.get(templateOf(preview.id)) ?? []), preview]);

describe("the templates", () => {
  it("all have examples, so that each can be looked at and is in the snapshots", () => {
    const shown = new Set<unknown>(mailPreviews.map(({ element }) => element.type));
    const exported = Object.entries(modules).flatMap(([file, module]) =>
      Object.entries(module)
        .filter(([name, value]) => typeof value === "function" && /^[A-Z]\w*Mail$/.test(name))
        .map(([name, value]) => ({ name: `${file}: ${name}`, value })),
    );
    expect(exported.length).toBeGreaterThan(20);
    expect(exported.filter(({ value }) => !shown.has(value)).map(({ name }) => name)).toEqual([]);
  });

  it("have one id for each example, and one template under each name", () => {
    expect(new Set(mailPreviews.map(({ id }) => id)).size).toBe(mailPreviews.length);
    for (const [name, previews] of byTemplate)
      expect(new Set(previews.map(({ element }) => element.type)).size, name).toBe(1);
  });
});

/** An element a line, so that a review can read what changed. */
const lines = (html = "") => `${html.replaceAll("><", ">\n<")}\n`;

/** What no mail program can show to everybody, or what would tell on its reader. */
const foreign = /<img|<link|<script|<form|@import|url\(|\ssrc=|javascript:/i;

describe.each([...byTemplate])("%s", (name, previews) => {
  it("says in both parts why it came and leads to nowhere but the board", async () => {
    for (const { element, subject, id } of previews) {
      const { html, text } = await renderMail(element, board);
      for (const part of [html, text]) {
        const words = part.replaceAll(/\s+/g, " ");
        expect(words, id).toMatch(/You get this mail because [a-z][^<]*[^.]\.(?:<| (?:CareerCenter, the|Stop these))/);
        expect(part, id).not.toMatch(/undefined|\[object|NaN/);
      }
      expect(html, id).not.toMatch(foreign);
      for (const [, href = ""] of html.matchAll(/href="([^"]*)"/g))
        expect(href, id).toMatch(/^https:\/\/board\.example/);
      expect(subject.length, id).toBeLessThanOrEqual(120);
    }
  });

  it("reads as it did in plain text", async () => {
    const texts = await Promise.all(
      previews.map(async ({ id, subject, element }) => {
        const { text } = await renderMail(element, board);
        return `--- ${id}\nSubject: ${subject}\n\n${text}\n`;
      }),
    );
    await expect(texts.join("\n")).toMatchFileSnapshot(`snapshots/${name}.txt`);
  });

  it("looks as it did in HTML", async () => {
    const { html } = await renderMail(previews[0]!.element, board);
    const [body] = /<h1.*<hr/s.exec(html) ?? [];
    await expect(lines(body)).toMatchFileSnapshot(`snapshots/${name}.html`);
  });
});

it("the frame that all share looks as it did", async () => {
  const { html } = await renderMail(
    <MailLayout
      heading="Seven new jobs"
      why="you asked for an alert of jobs in Ohio"
      subscription={{
        stopUrl: `${BOARD_URL}/stop`,
        manageUrl: `${BOARD_URL}/mail`,
        postalAddress: "CareerCenter\n1 Main Street\nColumbus, OH 43215",
      }}
    >
      <MailText>Here they are.</MailText>
    </MailLayout>,
    board,
  );
  await expect(lines(html)).toMatchFileSnapshot("snapshots/frame.html");
});
