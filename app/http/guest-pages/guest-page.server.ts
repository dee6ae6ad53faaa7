import { createHash } from "node:crypto";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Encoding } from "./accepted-encoding.server.ts";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Of a result page of 121 kB level 4 makes 17.8 kB, 5 makes 16.1 in 4 ms; 6 saves one percent more, 7 takes 15 ms. */
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;
/** What an entry costs beside its bytes: objects, header names, its place in the list. Rounded up. */
const OVERHEAD = 2_048;

/** One encoding of a page, ready to be written. */
export type Representation = {
  body: Buffer;
  /** Strong: it names these bytes. */
  etag: string;
  /** Names and values in turn, as `writeHead` takes them; the request's own headers follow. */
  headers: readonly string[];
  /** Those of a 304. */
  unmodified: readonly string[];
};

/**
 * A page that is the same for every guest: its bytes, each encoding made once, when the first guest wants it. `headers`
 * are those of every encoding, in turn names and values; `vary` is the Vary header's value.
 */
export class GuestPage {
  private readonly made = new Map<Encoding, Representation>();
  private readonly making = new Map<Encoding, Promise<Representation>>();
  private readonly name: string;

  constructor(
    private readonly body: Buffer,
    private readonly headers: readonly string[],
    private readonly vary: string,
  ) {
    this.name = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  }

  /** What the page holds in memory now, in bytes. */
  get bytes(): number {
    let sum = OVERHEAD + this.body.length;
    for (const { body, headers } of this.made.values())
      sum += (body === this.body ? 0 : body.length) + 2 * headers.reduce((length, text) => length + text.length, 0);
    return sum;
  }

  /** An encoding that was made before. */
  peek(encoding: Encoding): Representation | undefined {
    return this.made.get(encoding);
  }

  /** An encoding, made now if it has to be; however many ask for it at once, it is made once. */
  represent(encoding: Encoding): Promise<Representation> {
    let making = this.making.get(encoding);
    if (!making) {
      making = this.make(encoding).finally(() => this.making.delete(encoding));
      this.making.set(encoding, making);
    }
    return making;
  }

  private async make(encoding: Encoding): Promise<Representation> {
    const made = this.made.get(encoding);
    if (made) return made;
    const body = await compressed(this.body, encoding);
    const etag = `"${this.name}${encoding === "identity" ? "" : `-${encoding}`}"`;
    const unmodified = [...this.headers, "ETag", etag, "Vary", this.vary];
    const representation = {
      body,
      etag,
      unmodified,
      headers: [
        ...unmodified,
        ...(encoding === "identity" ? [] : ["Content-Encoding", encoding]),
        "Content-Length",
        String(body.length),
      ],
    };
    this.made.set(encoding, representation);
    return representation;
  }
}

async function compressed(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "gzip") return gzip(body, { level: GZIP_LEVEL });
  if (encoding === "identity") return body;
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
  };
  return brotli(body, { params });
}
