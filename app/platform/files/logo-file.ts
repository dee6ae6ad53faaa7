/** 2 MiB, the "at most 2 MB" that the form promises. */
export const MAX_LOGO_BYTES = 2 * 1024 * 1024;

/** The longest side of a logo as it is kept, and the shortest that is taken, in pixels. */
export const LOGO_SIDE = 320;
export const LEAST_LOGO_SIDE = 48;

/** For the `accept` attribute of a file field; a help to the visitor, not a check. */
export const LOGO_ACCEPT = ".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp";

/** Why a file is no logo, as a sentence for beside the field. */
export const LOGO_REFUSALS = {
  empty: "This file is empty. Choose another file.",
  "too-large": "This file is larger than 2 MB. Save a smaller copy and choose that.",
  "not-an-image": "This is not a PNG, JPEG or WebP picture. Save it as one of these and choose it again.",
  "too-many-pixels": "This picture has more pixels than a logo needs. Save a smaller copy and choose that.",
  "too-small": `This picture is too small. It needs at least ${LEAST_LOGO_SIDE} pixels on each side.`,
  damaged: "This picture is incomplete or damaged. Open it, save it again and choose the new copy.",
} as const;
export type LogoRefusal = keyof typeof LOGO_REFUSALS;
