import { ZipWriter } from "@zip.js/zip.js";
import { countAccountAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { safeFileName } from "~/platform/files/safe-file-name.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { asEntry, EXPORT_VERSION, exportedTables, exportSchema, MOST_ENTRIES, readme } from "./export-document.ts";
import { listTheirs, type Person } from "./person-rows.queries.server.ts";
import { listLetters, listOwnFiles } from "./taken-files.queries.server.ts";

/** Everything in the database that is a person's, as `data.json` says it; lists are cut at `MOST_ENTRIES`. */
async function readEverything(db: Db, person: Person): Promise<Record<string, unknown>> {
  const lists: Record<string, Record<string, unknown>[]> = {};
  const cut: string[] = [];
  for (const { table, what } of exportedTables) {
    const rows = await listTheirs(db, table, what, person, MOST_ENTRIES + 1);
    if (rows.length > MOST_ENTRIES) cut.push(what.as);
    lists[what.as] = rows.slice(0, MOST_ENTRIES).map(asEntry);
  }
  return { version: EXPORT_VERSION, madeAt: now(), cut, ...lists };
}

/**
 * Everything that is kept of a person, as a ZIP archive that is written while it is read. The caller has asked for the
 * password. Audited, and counted against the account.
 * @throws DomainError `too-many`; the stream breaks off where a file cannot be read.
 */
export async function takeData(db: Db, person: Required<Person>): Promise<ReadableStream<Uint8Array>> {
  await countAccountAttempt("download-data", person.id);
  const document = await readEverything(db, person);
  await transact(db, (trx) =>
    recordAudit(trx, {
      actor: byAccount(person.id),
      action: "account.download",
      subject: { kind: "account", id: person.id },
      detail: { version: EXPORT_VERSION },
    }),
  );
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  write(db, person, document, writable).catch((error: unknown) => {
    log.warn({ error: error instanceof Error ? error.name : "unknown" }, "a download of somebody's data broke off");
    return writable.abort(error).catch(() => undefined);
  });
  return readable;
}

async function write(
  db: Db,
  person: Person,
  document: Record<string, unknown>,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(writable, { useWebWorkers: false, zip64: false });
  const text = (name: string, content: string) => zip.add(name, new Blob([content]).stream());
  await text("README.txt", readme(now()));
  await text("data.json", `${JSON.stringify(document, null, 2)}\n`);
  await text("schema.json", `${JSON.stringify(exportSchema(), null, 2)}\n`);
  for (const { id, letter } of await listLetters(db, person.id, MOST_ENTRIES)) await text(`letters/${id}.txt`, letter);
  for (const { id, name } of await listOwnFiles(db, person.id, MOST_ENTRIES)) {
    const stored = await fileStore().get(id);
    // They are packed already.
    if (stored) await zip.add(`files/${id}-${safeFileName(name)}`, stored.stream(), { level: 0 });
  }
  await zip.close();
}
