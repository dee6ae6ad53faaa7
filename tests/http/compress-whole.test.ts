import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compressWhole, isCompressible } from "~/http/compress-whole.server.ts";

const page = (bytes: number) => Buffer.from("<p>coder</p>".repeat(Math.ceil(bytes / 12)).slice(0, bytes));
const open = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

describe("an answer's bytes", () => {
  // Short ones are compressed on the spot, long ones by another thread.
  test.each([2_000, 1_000_000])("of %i are the same after the client has opened them", async (length) => {
    for (const accepted of ["br", "gzip", "identity"] as const) {
      const { body, encoding } = await compressWhole(page(length), accepted);
      expect(encoding).toBe(accepted);
      expect(open[encoding](body).equals(page(length))).toBe(true);
      if (accepted !== "identity") expect(body.length).toBeLessThan(length / 10);
    }
  });

  test("are sent as they are where that is less", async () => {
    expect(await compressWhole(page(500), "br")).toEqual({ body: page(500), encoding: "identity" });
  });
});

test.each([
  ["text/html; charset=utf-8", true],
  ["text/x-script", true],
  ["application/json", true],
  ["application/xml", true],
  ["application/ld+json; charset=utf-8", true],
  ["image/svg+xml", true],
  ["application/pdf", false],
  ["application/octet-stream", false],
  ["image/png", false],
  [null, false],
])("%s shrinks: %s", (type, shrinks) => {
  expect(isCompressible(type)).toBe(shrinks);
});
