import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mailbox, startMailbox } from "../../../dev/mailbox/main";
import { type Message, openMessageStore } from "../../../dev/mailbox/message-store";

let dataDir: string;
let mailbox: Mailbox;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "mailbox-"));
  mailbox = await startMailbox({ smtpPort: 0, webPort: 0, dataDir });
});
afterEach(async () => {
  await mailbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function deliver(mail: Parameters<ReturnType<typeof createTransport>["sendMail"]>[0], smtpUrl = mailbox.smtpUrl) {
  const transport = createTransport(smtpUrl);
  await transport
    .sendMail({ from: "Board <board@example.org>", to: "ann@example.org", ...mail })
    .finally(() => transport.close());
}

const messages = async (query = "", webUrl = mailbox.webUrl) =>
  (await (await fetch(`${webUrl}/api/messages${query}`)).json()) as Message[];
const page = (address: string) => fetch(mailbox.webUrl + address);

/** A request with headers that fetch does not let a program set. */
async function request(method: string, address: string, headers: Record<string, string>): Promise<number> {
  const outgoing = http.request(mailbox.webUrl + address, { method, headers });
  outgoing.end();
  const [response] = (await once(outgoing, "response")) as [http.IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

describe("the local mailbox", () => {
  it("shows what was sent, newest first, as JSON", async () => {
    await deliver({ subject: "First", text: "one" });
    await deliver({
      subject: "Zweite – é",
      text: "two",
      html: "<p>two</p>",
      to: "Bob <bob@example.org>",
      headers: { "X-Kind": "test" },
    });
    const [second, first] = await messages();
    expect(first).toMatchObject({
      subject: "First",
      to: "ann@example.org",
      from: "Board <board@example.org>",
      html: "",
    });
    expect(second).toMatchObject({ subject: "Zweite – é", to: "bob@example.org", headers: { "x-kind": "test" } });
    expect(second?.text.trim()).toBe("two");
    expect(second?.html.trim()).toBe("<p>two</p>");
    expect(Date.parse(second?.at ?? "")).not.toBeNaN();
  });

  it("finds the mail to one address, the hidden copies too", async () => {
    await deliver({ subject: "A" });
    await deliver({ subject: "B", to: "bob@example.org", bcc: "Ann@Example.org" });
    expect((await messages("?to=ann@example.org")).map((message) => message.subject)).toEqual(["B", "A"]);
    expect(await messages("?to=nobody")).toEqual([]);
    expect(await messages("?limit=1")).toHaveLength(1);
  });

  it("is emptied by DELETE and by its button", async () => {
    await deliver({ subject: "A" });
    expect((await fetch(`${mailbox.webUrl}/api/messages`, { method: "DELETE" })).status).toBe(204);
    expect(await messages()).toEqual([]);
    await deliver({ subject: "B" });
    expect((await fetch(`${mailbox.webUrl}/empty`, { method: "POST" })).url).toBe(`${mailbox.webUrl}/`);
    expect(await messages()).toEqual([]);
    expect(await readdir(path.join(dataDir, "mailbox"))).toEqual([]);
  });

  it("keeps its messages over a restart and clears what a crash left half written", async () => {
    await deliver({ subject: "Kept" });
    await mailbox.close();
    await writeFile(path.join(dataDir, "mailbox", "half.json.tmp"), "{");
    await writeFile(path.join(dataDir, "mailbox", "broken.json"), "{");
    mailbox = await startMailbox({ smtpPort: 0, webPort: 0, dataDir });
    expect((await messages()).map((message) => message.subject)).toEqual(["Kept"]);
    expect(await readdir(path.join(dataDir, "mailbox"))).not.toContain("half.json.tmp");
  });

  it("keeps a message that it acknowledged before a kill -9", { timeout: 30_000 }, async () => {
    const folder = path.join(dataDir, "other");
    const start = async () => {
      const child = spawn(process.execPath, ["--import", "tsx", "dev/mailbox/main.ts"], {
        env: { ...process.env, DATA_DIR: folder, MAILBOX_SMTP_PORT: "0", MAILBOX_WEB_PORT: "0" },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      const [ready] = (await once(child, "message")) as [Pick<Mailbox, "smtpUrl" | "webUrl">];
      return { child, ...ready };
    };
    const first = await start();
    await deliver({ subject: "Survivor" }, first.smtpUrl);
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = await start();
    expect((await messages("", second.webUrl)).map((message) => message.subject)).toEqual(["Survivor"]);
    second.child.kill("SIGTERM");
    expect(await once(second.child, "exit")).toEqual([0, null]);
  });

  it("keeps only the newest", async () => {
    const store = await openMessageStore(path.join(dataDir, "few"), 3);
    for (const subject of ["1", "2", "3", "4", "5"])
      await store.add(Buffer.from(`Subject: ${subject}\r\n\r\n`), { from: "", to: ["a@b"] });
    expect(store.list().map((message) => message.subject)).toEqual(["5", "4", "3"]);
    expect(await readdir(path.join(dataDir, "few"))).toHaveLength(3);
  });

  it("keeps what is no proper message, as it came", async () => {
    const store = await openMessageStore(path.join(dataDir, "odd"), 3);
    for (const raw of ["", "\0\xff\xfe", "constructor: a\r\n__proto__: b\r\n\r\ntext"])
      expect(await store.add(Buffer.from(raw, "latin1"), { from: "", to: [] })).toHaveProperty("id");
    expect((await store.find(store.list()[0]?.id ?? ""))?.headers).toMatchObject({ constructor: "a" });
  });

  it("refuses a message over 5 MB", async () => {
    await expect(deliver({ text: "x".repeat(6 * 1024 * 1024) })).rejects.toThrow("552");
    expect(await messages()).toEqual([]);
  });

  it("says when a port is taken", async () => {
    const webPort = Number(new URL(mailbox.webUrl).port);
    await expect(startMailbox({ smtpPort: 0, webPort, dataDir })).rejects.toThrow("EADDRINUSE");
    const smtpPort = Number(new URL(mailbox.smtpUrl).port);
    await expect(startMailbox({ smtpPort, webPort: 0, dataDir })).rejects.toThrow("EADDRINUSE");
  });
});

describe("its web page", () => {
  it("escapes everything that a mail says", async () => {
    const attack = `"><script>alert(1)</script>`;
    await deliver({
      subject: attack,
      text: `${attack} https://x.example/a?b=1&c=2`,
      html: `${attack}<p style="color:red">'hi'</p>`,
      headers: { "X-Evil": attack },
    });
    const [message] = await messages();
    for (const address of [
      "/",
      `/messages/${message?.id}`,
      `/?to=${encodeURIComponent(attack)}`,
      `/messages/${encodeURIComponent(attack)}`,
    ]) {
      const response = await page(address);
      expect(response.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; style-src 'self'/);
      expect(await response.text()).not.toMatch(/<script|"><p|'hi'/);
    }
  });

  it("shows the HTML part in a frame that may do nothing, and links in the text", async () => {
    await deliver({ subject: "Confirm", text: "Go to https://x.example/a?b=1&c=2 now", html: "<p>Hi</p>" });
    const [message] = await messages();
    const html = await (await page(`/messages/${message?.id}`)).text();
    expect(html).toContain('<iframe sandbox="" title="HTML part of the message" srcdoc="&#60;p&#62;Hi');
    expect(html).toContain('<a href="https://x.example/a?b=1&#38;c=2" rel="noreferrer">');
  });

  it("shows every mail that the board can send, in light and in dark", { timeout: 30_000 }, async () => {
    const list = await (await page("/templates")).text();
    expect(list).toContain('href="/templates/accounts/confirm-email"');
    const shown = await (await page("/templates/accounts/confirm-email")).text();
    for (const words of ["Confirm my address", "In light", "In dark", "You get this mail because"])
      expect(shown).toContain(words);
    expect(await (await page("/templates/accounts/confirm-email.html")).text()).toMatch(/^<!DOCTYPE html/);
  });

  it("has a page for what is not there", async () => {
    for (const address of [
      "/messages/0190aaaa-0000-7000-8000-000000000000",
      "/messages/..%2f..%2fetc%2fpasswd",
      "/nothing",
      "/templates/nothing",
    ])
      expect((await page(address)).status).toBe(404);
  });

  it("answers no foreign host name and takes no write from another site", async () => {
    expect(await request("GET", "/api/messages", { Host: "evil.example" })).toBe(403);
    expect(await request("POST", "/empty", { Origin: "http://evil.example" })).toBe(403);
    expect(await request("DELETE", "/api/messages", { Origin: "null" })).toBe(403);
    expect(await request("POST", "/empty", { Origin: mailbox.webUrl })).toBe(303);
  });
});
