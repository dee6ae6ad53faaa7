import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { readCsv } from "./read-csv.ts";
import { readJsonLd } from "./read-jsonld.ts";
import { ImportFileError, type SourceRow } from "./source-posting.ts";

/**
 * Reads the postings of a file as they come, JSON-LD or CSV by its first character. Memory is bounded by the longest row.
 * `onBytes` is told how many bytes of the file were read, for a progress line.
 * @throws ImportFileError if there is no such file or it is neither.
 */
export async function* readFile(
  path: string,
  onBytes?: (read: number, total: number) => void,
): AsyncGenerator<SourceRow> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isFile()) throw new ImportFileError(`There is no file ${path}.`);
  const handle = await open(path);
  const head = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0).finally(() => handle.close());
  const start = head.buffer.subarray(0, head.bytesRead);
  if (start[0] === 0x1f && start[1] === 0x8b) throw new ImportFileError("The file is compressed. Unpack it first.");
  if (start.includes(0)) throw new ImportFileError("The file is not text in UTF-8.");
  const begins = start.toString("utf8").replace(/^\uFEFF?\s*/, "")[0];
  const stream = createReadStream(path, { encoding: "utf8", highWaterMark: 256 * 1024 });
  const chunks = (async function* () {
    for await (const chunk of stream as AsyncIterable<string>) {
      onBytes?.(stream.bytesRead, about.size);
      yield chunk;
    }
  })();
  try {
    yield* begins === "{" || begins === "[" ? readJsonLd(chunks) : readCsv(chunks);
  } finally {
    stream.destroy();
  }
}
