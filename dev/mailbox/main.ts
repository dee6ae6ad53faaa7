import { once } from "node:events";
import { realpathSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, type Server as NetServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { SMTPServer } from "smtp-server";
import { mailboxListener } from "./mailbox-web";
import { type MessageStore, openMessageStore } from "./message-store";

const HOST = "127.0.0.1";
const KEPT = 500;
const MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

export interface Mailbox {
  /** For SMTP_URL. */
  smtpUrl: string;
  /** The page. */
  webUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the local mailbox: an SMTP server that delivers nothing onward, and a web page that shows what came.
 * Both listen on 127.0.0.1 only. It keeps the newest 500 messages under `dataDir`/mailbox.
 * @param options port 0 takes a free one
 * @throws when a port is taken or the folder cannot be written
 */
export async function startMailbox(options: { smtpPort: number; webPort: number; dataDir: string }): Promise<Mailbox> {
  const store = await openMessageStore(path.join(options.dataDir, "mailbox"), KEPT);
  const smtp = smtpServer(store);
  const web = createServer({ requestTimeout: 30_000 }, mailboxListener(store));
  let started = false;
  // Without a listener one broken connection would end the process; a port that is taken is thrown by listen().
  smtp.on("error", (error) => started && console.error("mailbox:", error.message));
  try {
    const smtpPort = await listen(smtp.server, () => smtp.listen(options.smtpPort, HOST));
    const webPort = await listen(web, () => web.listen(options.webPort, HOST));
    started = true;
    return {
      smtpUrl: `smtp://${HOST}:${smtpPort}`,
      webUrl: `http://${HOST}:${webPort}`,
      close: () => close(smtp, web),
    };
  } catch (error) {
    await close(smtp, web);
    throw error;
  }
}

function smtpServer(store: MessageStore): SMTPServer {
  return new SMTPServer({
    // Nothing to sign in to, and no certificate that a client could trust.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    maxClients: 50,
    socketTimeout: 30_000,
    closeTimeout: 1000,
    banner: "CareerCenter's local mailbox",
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on("error", callback);
      stream.on("end", () => {
        if (stream.sizeExceeded)
          return callback(Object.assign(new Error("The message is too large"), { responseCode: 552 }));
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        // The server says 250 only when the message is on disk.
        store.add(Buffer.concat(chunks), { from, to }).then(
          (message) => callback(null, `kept as ${message.id}`),
          () => callback(Object.assign(new Error("The message could not be kept"), { responseCode: 451 })),
        );
      });
    },
  });
}

/** Starts a server and waits until it listens. @returns its port @throws what made it fail, such as EADDRINUSE */
async function listen(server: NetServer, start: () => void): Promise<number> {
  const listening = once(server, "listening");
  start();
  await listening;
  return (server.address() as AddressInfo).port;
}

async function close(smtp: SMTPServer, web: Server): Promise<void> {
  web.closeAllConnections();
  await Promise.all([
    new Promise<void>((resolve) => smtp.close(() => resolve())),
    new Promise<void>((resolve) => web.close(() => resolve())),
  ]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const mailbox = await startMailbox({
    smtpPort: Number(process.env.MAILBOX_SMTP_PORT || 4025),
    webPort: Number(process.env.MAILBOX_WEB_PORT || 4020),
    dataDir: process.env.DATA_DIR || ".data",
  });
  const stop = () => void mailbox.close().then(() => process.exit(0));
  for (const signal of ["SIGTERM", "SIGINT", "disconnect"]) process.once(signal, stop);
  console.log(`Mailbox: ${mailbox.webUrl} (SMTP at ${mailbox.smtpUrl})`);
  process.send?.({ ready: true, smtpUrl: mailbox.smtpUrl, webUrl: mailbox.webUrl });
}
