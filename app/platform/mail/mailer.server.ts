import { createHash } from "node:crypto";
import { render, toPlainText } from "@react-email/render";
import { createTransport } from "nodemailer";
import { createElement, type ReactElement } from "react";
import { BoardContext, type Board } from "./mail-board";

/** Milliseconds: until connected and greeted, of silence later on, and for the health page's question. */
const PATIENCE = { connect: 10_000, silence: 30_000, verify: 5_000 };
const VERIFY_KEPT_MS = 15_000;
const MAX_SUBJECT = 200;

export interface Mail {
  /** One bare address; a second one can never be slipped in. */
  to: string;
  /** One line; the layout's first heading usually says the same. At most 200 characters are sent. */
  subject: string;
  /** A template that uses MailLayout. */
  element: ReactElement;
  /** More headers, for example List-Unsubscribe. Those of the message itself cannot be replaced. */
  headers?: Record<string, string>;
  /** `messageIdFor(key)`, so that a mail sent again after a crash is recognizably the same. */
  messageId?: string;
}

/** What the health page says about mail. */
export type MailHealth = "ok" | "not-configured" | "unreachable" | "refused";

/** A mail was not handed over. The message names the SMTP step and code only: a server's text often holds the address. */
export class MailError extends Error {
  constructor(
    message: string,
    /** True when trying again cannot help, as with an address that does not exist. */
    readonly permanent: boolean,
  ) {
    super(message);
    this.name = "MailError";
  }
}

export interface MailerSettings {
  /** smtp:// or smtps://; without it nothing can be sent. */
  smtpUrl: string | undefined;
  /** The From header, for example `CareerCenter <no-reply@example.org>`. */
  from: string;
  board: Board;
  /** Milliseconds; for tests. */
  patience?: typeof PATIENCE;
}

export interface Mailer {
  sendMail(mail: Mail): Promise<void>;
  verifyMail(): Promise<MailHealth>;
  messageIdFor(key: string): string;
  close(): void;
}

/** The bodies of a mail: the same words as HTML and as plain text. */
export async function renderMail(element: ReactElement, board: Board): Promise<{ html: string; text: string }> {
  const html = await render(createElement(BoardContext.Provider, { value: board }, element));
  return {
    html,
    text: toPlainText(html, {
      wordwrap: 78,
      selectors: [
        { selector: "h1", options: { uppercase: false } },
        { selector: "hr", options: { length: 40 } },
      ],
    }),
  };
}

/**
 * Makes a mailer over SMTP with a few kept connections. Connecting, greeting and every silence are bounded, so a send
 * ends within about a minute whatever the server does.
 */
export function createMailer(settings: MailerSettings): Mailer {
  const patience = settings.patience ?? PATIENCE;
  const transport =
    settings.smtpUrl === undefined
      ? undefined
      : createTransport({
          url: settings.smtpUrl,
          pool: true,
          maxConnections: 3,
          dnsTimeout: patience.connect,
          connectionTimeout: patience.connect,
          greetingTimeout: patience.connect,
          socketTimeout: patience.silence,
          idleTimeout: 20_000,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
  let checked: { at: number; health: Promise<MailHealth> } | undefined;

  return {
    async sendMail(mail) {
      if (!transport) throw new MailError("SMTP_URL is not set", false);
      if (!isBareAddress(mail.to)) throw new MailError("The recipient is not one address", true);
      const { html, text } = await renderMail(mail.element, settings.board);
      try {
        await transport.sendMail({
          headers: { ...mail.headers, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
          from: settings.from,
          to: { name: "", address: mail.to },
          subject: oneLine(mail.subject),
          messageId: mail.messageId,
          html,
          text,
        });
      } catch (error) {
        throw asMailError(error);
      }
    },

    verifyMail() {
      if (!transport) return Promise.resolve("not-configured");
      const now = performance.now();
      // The health page is asked often; a mail server is not to be knocked at each time.
      if (!checked || now - checked.at > VERIFY_KEPT_MS)
        checked = { at: now, health: within(patience.verify, transport.verify()) };
      return checked.health;
    },

    messageIdFor(key) {
      const digest = createHash("sha256").update(key).digest("hex").slice(0, 40);
      return `<${digest}@${new URL(settings.board.url).hostname}>`;
    },

    close() {
      transport?.close();
    },
  };
}

/** Awaits a connection's check for at most `ms`; a server that is slow counts as unreachable. */
async function within(ms: number, check: Promise<unknown>): Promise<MailHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<MailHealth>((resolve) => {
    timer = setTimeout(() => resolve("unreachable"), ms);
  });
  const answer = check.then(
    (): MailHealth => "ok",
    (error: unknown): MailHealth => (codeOf(error) === "EAUTH" ? "refused" : "unreachable"),
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** A comma, a bracket or a line end would let one recipient become two, or a header. */
function isBareAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s@<>,;:"()[\]\\\p{C}]{1,64}@[^\s@<>,;:"()[\]\\\p{C}]{1,253}$/u.test(address);
}

function oneLine(text: string): string {
  return Array.from(text.replace(/[\s\p{C}]+/gu, " ").trim())
    .slice(0, MAX_SUBJECT)
    .join("");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function asMailError(error: unknown): MailError {
  const fields = error instanceof Error ? (error as Error & { responseCode?: unknown; command?: unknown }) : undefined;
  const status = typeof fields?.responseCode === "number" ? fields.responseCode : undefined;
  const command =
    typeof fields?.command === "string" && /^[A-Z ]{1,20}$/.test(fields.command) ? fields.command : undefined;
  const code = codeOf(error);
  const words = ["The mail was not handed over", code, status, command && `at ${command}`].filter(
    (word) => word !== undefined,
  );
  // A refused sign-in (535) is a wrong setting of ours, which the next try may find corrected.
  return new MailError(words.join(" "), status !== undefined && status >= 550 && code !== "EAUTH");
}
