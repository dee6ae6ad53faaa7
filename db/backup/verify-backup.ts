import { createHash, type Hash } from "node:crypto";
import { readArchive } from "./archive.ts";
import { BackupError } from "./backup-error.ts";
import { fileLine, HEAD, headSchema, MANIFEST, manifestSchema, VERSION, type Manifest } from "./backup-format.ts";

type Sum = { hash: Hash; rows: number; parts: number };

/** The table that an entry is a part of, or the file that it is. */
export function entryOf(name: string): { table: string } | { file: string } | undefined {
  const [kind, of, part, more] = name.split("/");
  if (!of || more !== undefined) return undefined;
  if (kind === "tables" && part) return { table: of };
  return kind === "files" && part === undefined ? { file: of } : undefined;
}

/**
 * Reads a whole backup and compares all that is in it with its manifest. Nothing is written.
 * @throws BackupError when it is something else, was cut, is damaged, or of a newer version of the program.
 */
export async function verifyBackup(file: string, onRead?: (share: number) => void): Promise<Manifest> {
  const sums = new Map<string, Sum>();
  const files = { hash: createHash("sha256"), saved: 0, bytes: 0 };
  let manifest: Manifest | undefined;
  let first = true;
  const damaged = (what: string) => new BackupError(`${file} is damaged: ${what}. Nothing can be restored of it.`);
  for await (const { name, bytes } of readArchive(file, onRead)) {
    if (first) checkHead(file, name, bytes);
    else if (manifest) throw damaged("it goes on after its end");
    else if (name === MANIFEST) manifest = parseManifest(bytes) ?? refuse(damaged("its manifest cannot be read"));
    else {
      const entry = entryOf(name) ?? refuse(damaged(`it holds ${JSON.stringify(name.slice(0, 80))}`));
      if ("table" in entry) addPart(sums, entry.table, bytes);
      else {
        files.hash.update(fileLine(entry.file, bytes.length, createHash("sha256").update(bytes).digest("hex")));
        files.saved++;
        files.bytes += bytes.length;
      }
    }
    first = false;
  }
  if (first) throw new BackupError(`${file} is no backup of the board.`);
  if (!manifest) throw new BackupError(`${file} was cut: its end is missing. Nothing can be restored of it.`);

  for (const table of manifest.tables) {
    const { rows, parts, hash } = sums.get(table.name) ?? newSum();
    sums.delete(table.name);
    if (rows !== table.rows || parts !== table.parts || hash.digest("hex") !== table.checksum)
      throw damaged(`the rows of ${table.name} are not those that were saved`);
  }
  for (const name of sums.keys()) throw damaged(`its manifest knows no table ${name}`);
  const { saved, bytes, checksum } = manifest.files;
  if (files.saved !== saved || files.bytes !== bytes || files.hash.digest("hex") !== checksum)
    throw damaged("the files are not those that were saved");
  return manifest;
}

const newSum = (): Sum => ({ hash: createHash("sha256"), rows: 0, parts: 0 });

function refuse(error: BackupError): never {
  throw error;
}

function checkHead(file: string, name: string, bytes: Buffer): void {
  const { data } = name === HEAD ? headSchema.safeParse(parse(bytes)) : {};
  if (!data) throw new BackupError(`${file} is no backup of the board.`);
  if (data.version > VERSION)
    throw new BackupError(`${file} was made by a newer version of the program. Restore it with that one.`);
}

function parseManifest(bytes: Buffer): Manifest | undefined {
  return manifestSchema.safeParse(parse(bytes)).data;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function addPart(sums: Map<string, Sum>, table: string, bytes: Buffer): void {
  const sum = sums.get(table) ?? newSum();
  sums.set(table, sum);
  sum.hash.update(bytes);
  sum.parts++;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) sum.rows++;
}
