import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { LOGO_SIDE, MAX_LOGO_BYTES } from "~/platform/files/logo-file.ts";
import { makeLogo } from "~/platform/files/make-logo.server.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 11, g: 91, b: 96, alpha: 0.5 } } });
const bytesOf = async (made: Sharp) => new Uint8Array(await made.toBuffer());

describe("an uploaded logo", () => {
  test.each(["png", "jpeg", "webp"] as const)("of %s is drawn anew as a WebP that fits the square", async (format) => {
    const verdict = await makeLogo(await bytesOf(picture(900, 300).toFormat(format)));
    expect(verdict).toMatchObject({ ok: true, mediaType: "image/webp" });
    const { width, height } = await sharp((verdict as { image: Uint8Array }).image).metadata();
    expect([width, height]).toEqual([LOGO_SIDE, Math.round(LOGO_SIDE / 3)]);
  });

  test("keeps nothing of the upload: no metadata, and no second file behind the picture", async () => {
    const secret = "<script>alert(document.domain)</script>";
    const withMetadata = await bytesOf(
      picture(100, 100)
        .withExif({ IFD0: { Copyright: secret, Artist: "a person" } })
        .png(),
    );
    const hidden = new Uint8Array([...withMetadata, ...Buffer.from(secret)]);
    const verdict = await makeLogo(hidden);
    if (!verdict.ok) throw new Error(verdict.reason);
    expect(Buffer.from(verdict.image).toString("latin1")).not.toMatch(/script|person/);
    expect((await sharp(verdict.image).metadata()).exif).toBeUndefined();
  });

  test.each([
    ["nothing", new Uint8Array(), "empty"],
    ["more than 2 MB", new Uint8Array(MAX_LOGO_BYTES + 1), "too-large"],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "not-an-image"],
    [
      "an SVG that says XML",
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      "not-an-image",
    ],
    ["HTML", Buffer.from("<!doctype html><script>alert(1)</script>"), "not-an-image"],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "not-an-image"],
    ["a GIF", Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAA=", "base64"), "not-an-image"],
  ])("that is %s is refused", async (_, bytes, reason) => {
    expect(await makeLogo(new Uint8Array(bytes))).toEqual({ ok: false, reason });
  });

  test("that is too small, or unpacks to a wall, is refused before it is unpacked", async () => {
    expect(await makeLogo(await bytesOf(picture(47, 300).png()))).toEqual({ ok: false, reason: "too-small" });
    const wall = await bytesOf(picture(6_000, 6_000).png({ compressionLevel: 9 }));
    expect(wall.length).toBeLessThan(MAX_LOGO_BYTES);
    expect(await makeLogo(wall)).toEqual({ ok: false, reason: "too-many-pixels" });
  });

  test("that is cut off, or is anything at all behind a picture's first bytes, harms nothing", async () => {
    const whole = await bytesOf(picture(200, 200).png());
    expect(await makeLogo(whole.slice(0, whole.length >> 1))).toEqual({ ok: false, reason: "damaged" });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(60), async (noise, keep) => {
        const verdict = await makeLogo(new Uint8Array([...whole.slice(0, keep), ...noise]));
        expect(verdict.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
