import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import PostalMime, { type Address } from "postal-mime";
import { v7 } from "uuid";

/** A message as it was received, parsed. */
export interface Message {
  /** Sorts by arrival. */
  id: string;
  /** The envelope's recipients, joined with ", ". */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** The time of arrival, ISO 8601. */
  at: string;
  /** By lower-case name; a header that came more than once has a line for each. */
  headers: Record<string, string>;
  attachments: { name: string; mediaType: string; size: number }[];
}

export type MessageSummary = Pick<Message, "id" | "to" | "from" | "subject" | "at">;

export interface MessageStore {
  /** Parses and keeps a message. When it resolves, kill -9 does not lose it. */
  add(raw: Uint8Array, envelope: { from: string; to: string[] }): Promise<Message>;
  /** Newest first; `to` finds a part of a recipient's address. */
  list(to?: string): MessageSummary[];
  /** The message, or undefined when there is none of this id. */
  find(id: string): Promise<Message | undefined>;
  clear(): Promise<void>;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Opens the messages under `folder`, one JSON file each.
 * @param keep the number of newest messages kept
 */
export async function openMessageStore(folder: string, keep: number): Promise<MessageStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const summaries = new Map<string, MessageSummary>();
  for (const name of (await readdir(folder)).sort()) {
    if (name.endsWith(".tmp")) await rm(path.join(folder, name), { force: true });
    if (!name.endsWith(".json")) continue;
    const message = await read(path.join(folder, name));
    if (message) summaries.set(message.id, summary(message));
  }
  await drop();

  async function drop(): Promise<void> {
    for (const id of [...summaries.keys()].slice(0, Math.max(0, summaries.size - keep))) {
      summaries.delete(id);
      await rm(path.join(folder, `${id}.json`), { force: true });
    }
  }

  return {
    async add(raw, envelope) {
      const message: Message = { id: v7(), ...(await parse(raw, envelope)), at: new Date().toISOString() };
      const file = path.join(folder, `${message.id}.json`);
      const handle = await open(`${file}.tmp`, "wx", 0o600);
      try {
        await handle.writeFile(JSON.stringify(message));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.tmp`, file);
      summaries.set(message.id, summary(message));
      await drop();
      return message;
    },

    list(to) {
      const wanted = to?.trim().toLowerCase();
      const all = [...summaries.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
      return wanted ? all.filter((message) => message.to.toLowerCase().includes(wanted)) : all;
    },

    async find(id) {
      return ID.test(id) && summaries.has(id) ? read(path.join(folder, `${id}.json`)) : undefined;
    },

    async clear() {
      const ids = [...summaries.keys()];
      summaries.clear();
      await Promise.all(ids.map((id) => rm(path.join(folder, `${id}.json`), { force: true })));
    },
  };
}

function summary({ id, to, from, subject, at }: Message): MessageSummary {
  return { id, to, from, subject, at };
}

/** A file that is gone or damaged (another hand was in the folder) is as good as none. */
async function read(file: string): Promise<Message | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Message;
  } catch {
    return undefined;
  }
}

async function parse(raw: Uint8Array, envelope: { from: string; to: string[] }): Promise<Omit<Message, "id" | "at">> {
  const to = envelope.to.join(", ");
  try {
    const email = await PostalMime.parse(raw);
    const headers = new Map<string, string>();
    for (const { key, value } of email.headers)
      headers.set(key, headers.has(key) ? `${headers.get(key)}\n${value}` : value);
    const attachments = email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? "",
      mediaType: mimeType,
      size: typeof content === "string" ? content.length : content.byteLength,
    }));
    const from = email.from ? display(email.from) : envelope.from;
    return {
      to,
      from,
      subject: email.subject ?? "",
      text: email.text ?? "",
      html: email.html ?? "",
      headers: Object.fromEntries(headers),
      attachments,
    };
  } catch {
    // What is no MIME message is still shown, as it came.
    return {
      to,
      from: envelope.from,
      subject: "",
      text: Buffer.from(raw).toString("utf8"),
      html: "",
      headers: {},
      attachments: [],
    };
  }
}

function display(address: Address): string {
  if (address.group) return address.name;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
