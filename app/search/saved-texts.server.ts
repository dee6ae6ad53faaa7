import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** A text of every document, as a snapshot holds it: each text once, and which one is that `of` each document. */
export type SavedTexts = {
  texts: string[];
  of: Uint32Array;
  /** The document that was the first to be asked for of all that have the same text. */
  first(doc: number): number;
};

/** Writes what `textOf` says of each document. */
export async function writeTexts(
  to: SnapshotWriter,
  name: string,
  docs: readonly number[],
  textOf: (doc: number) => string,
): Promise<void> {
  const numbers = new Map<string, number>();
  const of = Uint32Array.from(docs, (doc) => {
    const text = textOf(doc);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  await to.write(`jobs.${name}`, [of]);
  await to.writeJson(`jobs.${name}.texts`, [...numbers.keys()]);
}

/** Reads what `writeTexts` wrote. */
export async function readTexts(from: SnapshotReader, name: string): Promise<SavedTexts> {
  const texts = await from.readJson<string[]>(`jobs.${name}.texts`);
  const of = await from.readNumbers(`jobs.${name}`);
  const firsts: number[] = [];
  return { texts, of, first: (doc) => (firsts[of[doc]!] ??= doc) };
}
