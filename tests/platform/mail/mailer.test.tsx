import { mkdtemp, rm } from "node:fs/promises";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout";
import { createMailer, type Mail, MailError, type Mailer, renderMail } from "~/platform/mail/mailer.server";
import { type Mailbox, startMailbox } from "../../../dev/mailbox/main";
import { type Message } from "../../../dev/mailbox/message-store";

const board = { name: "CareerCenter", url: "https://board.example" };
const from = "CareerCenter <no-reply@board.example>";

function Letter({ name = "Ann", url = "https://board.example/confirm?token=a&b=c" }: { name?: string; url?: string }) {
  return (
    <MailLayout heading="Confirm your address" why="someone signed up with this address">
      <MailText>{`Dear ${name},\none click and you are in.`}</MailText>
      <MailFacts
        facts={[
          { name: "Job", value: "Inpatient Coder" },
          { name: "Pay", value: null },
        ]}
      />
      <MailButton href={url}>Confirm my address</MailButton>
    </MailLayout>
  );
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

function mailer(smtpUrl: string | undefined): Mailer {
  const made = createMailer({ smtpUrl, from, board });
  open.push(made);
  return made;
}

const failure = async (promise: Promise<void>): Promise<unknown> =>
  promise.then(
    () => "sent",
    (error: unknown) => error,
  );

describe("a mail's bodies", () => {
  it("say the same in HTML and in plain text", async () => {
    const { html, text } = await renderMail(<Letter name="<b>Ann</b>" />, board);
    expect(html).toContain("Dear &lt;b&gt;Ann&lt;/b&gt;,<br/>one click");
    expect(html).toContain('href="https://board.example/confirm?token=a&amp;b=c"');
    expect(text).toContain("Dear <b>Ann</b>,\none click and you are in.");
    expect(text).toContain("Job: Inpatient Coder");
    expect(text).toContain("https://board.example/confirm?token=a&b=c");
    expect(text).not.toContain("Pay");
  });

  it("say at the end why the mail came and from whom", async () => {
    const { html, text } = await renderMail(<Letter />, board);
    for (const body of [html, text]) {
      expect(body).toContain("You get this mail because someone signed up with this address.");
      expect(body).toContain("CareerCenter");
      expect(body).toContain("https://board.example");
    }
  });

  it("know light and dark, and load nothing from anywhere", async () => {
    const { html } = await renderMail(<Letter />, board);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    expect(html).not.toMatch(/<img|<link|<script|@import|url\(|src=/i);
  });

  it("hold no button that is not a web address", async () => {
    for (const url of ["javascript:alert(1)", "/confirm", ""])
      await expect(renderMail(<Letter url={url} />, board)).rejects.toThrow(RangeError);
  });
});

describe("sending", () => {
  let mailbox: Mailbox;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "mail-"));
    mailbox = await startMailbox({ smtpPort: 0, webPort: 0, dataDir: folder });
    open.push({ close: () => rm(folder, { recursive: true, force: true }) }, mailbox);
  });
  const received = async () => (await (await fetch(`${mailbox.webUrl}/api/messages`)).json()) as Message[];
  const letter = (to: string, more: Partial<Mail> = {}): Mail => ({
    to,
    subject: "Confirm",
    element: <Letter />,
    ...more,
  });

  it("delivers both parts, our headers and the template's own", async () => {
    const board = mailer(mailbox.smtpUrl);
    await board.sendMail(
      letter("ann@example.org", {
        subject: "Résumé received\r\nBcc: eve@example.org",
        headers: { "List-Unsubscribe": "<https://board.example/u>", "Auto-Submitted": "no" },
      }),
    );
    const [message] = await received();
    expect(message).toMatchObject({ to: "ann@example.org", from, subject: "Résumé received Bcc: eve@example.org" });
    expect(message?.html).toContain("Confirm my address");
    expect(message?.text).toContain("one click and you are in.");
    expect(message?.headers).toMatchObject({
      "list-unsubscribe": "<https://board.example/u>",
      "auto-submitted": "auto-generated",
    });
    expect(message?.headers).not.toHaveProperty("bcc");
  });

  it("gives a mail that is sent twice one Message-ID, and another mail another", async () => {
    const board = mailer(mailbox.smtpUrl);
    const messageId = board.messageIdFor("task 1");
    await board.sendMail(letter("ann@example.org", { messageId }));
    await board.sendMail(letter("ann@example.org", { messageId }));
    expect((await received()).map((message) => message.headers["message-id"])).toEqual([messageId, messageId]);
    expect(mailer(undefined).messageIdFor("task 1")).toBe(messageId);
    expect(board.messageIdFor("task 2")).not.toBe(messageId);
    expect(messageId).toMatch(/^<[0-9a-f]{40}@board\.example>$/);
  });

  it("sends to one address, whatever is in it", async () => {
    const board = mailer(mailbox.smtpUrl);
    const odd = [
      "ann@example.org,eve@example.org",
      "ann@example.org\r\nBcc: eve@example.org",
      "<eve@example.org>",
      "Ann <ann@example.org>",
      "ann",
      "",
      "a@b@c",
      "group:a@b;",
      `${"a".repeat(300)}@b.example`,
    ];
    for (const to of odd) expect(await failure(board.sendMail(letter(to))), to).toMatchObject({ permanent: true });
    const parts = fc.array(
      fc.constantFrom("eve", "@", "example.org", ",", ";", "<", ">", " ", "\r\n", "\u2028", "Bcc:", '"', "(", ")"),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(parts, async (pieces) => {
        const to = pieces.join("");
        const error = await failure(board.sendMail(letter(to)));
        if (error === "sent") expect((await received())[0]?.to).toBe(to);
        else expect(error).toBeInstanceOf(MailError);
      }),
      { numRuns: 60 },
    );
  });

  it("is well when the server answers", async () => {
    expect(await mailer(mailbox.smtpUrl).verifyMail()).toBe("ok");
  });
});

describe("a server that does not take the mail", () => {
  async function smtp(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<string> {
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS"],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      ...options,
    });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise<void>((resolve) => server.close(resolve)) });
    return `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  }
  const mail = { to: "ann@example.org", subject: "Confirm", element: <Letter /> };
  const refusal = (responseCode: number) =>
    Object.assign(new Error("ann@example.org is unknown here"), { responseCode });

  it("for good makes a permanent error without the address in it", async () => {
    const host = await smtp({ onRcptTo: (_address, _session, callback) => callback(refusal(550)) });
    const error = await failure(mailer(`smtp://${host}`).sendMail(mail));
    expect(error).toMatchObject({ name: "MailError", permanent: true, message: expect.stringContaining("550") });
    expect(String(error)).not.toContain("ann@");
  });

  it("for now makes one to try again", async () => {
    const host = await smtp({ onRcptTo: (_address, _session, callback) => callback(refusal(450)) });
    expect(await failure(mailer(`smtp://${host}`).sendMail(mail))).toMatchObject({ permanent: false });
  });

  it("because of our sign-in is called refused, and tried again later", async () => {
    const host = await smtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(new Error("no")),
    });
    const board = mailer(`smtp://user:wrong@${host}`);
    expect(await board.verifyMail()).toBe("refused");
    expect(await failure(board.sendMail(mail))).toMatchObject({ permanent: false });
  });

  it("because it accepts the connection and never says a word", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    open.push(server);
    await new Promise((resolve) => server.once("listening", resolve));
    const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const board = createMailer({
      smtpUrl,
      from,
      board: { name: "CareerCenter", url: "https://board.example" },
      patience: { connect: 100, silence: 100, verify: 50 },
    });
    open.push(board);
    expect(await board.verifyMail()).toBe("unreachable");
    expect(await failure(board.sendMail(mail))).toMatchObject({ permanent: false });
  });

  it("because it is not there, or there is none", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const gone = mailer(`smtp://127.0.0.1:${port}`);
    expect(await gone.verifyMail()).toBe("unreachable");
    expect(await failure(gone.sendMail(mail))).toMatchObject({
      permanent: false,
      message: expect.stringMatching(/handed over E[A-Z]+/),
    });
    expect(await mailer(undefined).verifyMail()).toBe("not-configured");
    expect(await failure(mailer(undefined).sendMail(mail))).toMatchObject({ permanent: false });
  });
});
