import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { LEAST_LOGO_SIDE, LOGO_SIDE, MAX_LOGO_BYTES, type LogoRefusal } from "./logo-file.ts";

/** A PNG of a few kilobytes can unpack to gigabytes; 24 million pixels are a photograph. */
const MOST_PIXELS = 24_000_000;
const FORMATS: Record<string, string> = { "image/png": "png", "image/jpeg": "jpeg", "image/webp": "webp" };
/** As many seconds as a hostile picture may keep a core busy. */
const PATIENCE = 5;

export type LogoVerdict =
  { ok: true; mediaType: "image/webp"; extension: "webp"; image: Uint8Array } | { ok: false; reason: LogoRefusal };

/**
 * Makes of an uploaded picture the logo that is kept: drawn anew as WebP of at most 320 pixels a side. So nothing of the
 * upload itself is ever served: no metadata (a photograph's place), no script, no second file hidden behind the picture.
 * Its content decides what it is, neither its name nor what the browser says; SVG, which is a program, is no picture here.
 */
export async function makeLogo(bytes: Uint8Array, maxBytes = MAX_LOGO_BYTES): Promise<LogoVerdict> {
  if (bytes.length === 0) return refused("empty");
  if (bytes.length > maxBytes) return refused("too-large");
  const format = FORMATS[(await fileTypeFromBuffer(bytes.subarray(0, 4100)))?.mime ?? ""];
  if (!format) return refused("not-an-image");
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 });
    const { format: found, width, height } = await picture.metadata();
    if (found !== format) return refused("not-an-image");
    if (width * height > MOST_PIXELS) return refused("too-many-pixels");
    if (Math.min(width, height) < LEAST_LOGO_SIDE) return refused("too-small");
    const image = await picture
      .autoOrient()
      .resize(LOGO_SIDE, LOGO_SIDE, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 88, alphaQuality: 100 })
      .timeout({ seconds: PATIENCE })
      .toBuffer();
    return { ok: true, mediaType: "image/webp", extension: "webp", image };
  } catch (error) {
    return refused(/pixel limit/.test(String(error)) ? "too-many-pixels" : "damaged");
  }
}

const refused = (reason: LogoRefusal): LogoVerdict => ({ ok: false, reason });
