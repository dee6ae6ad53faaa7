import monoUrl from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-500-normal.woff2?url";
import sansUrl from "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2?url";

/** The hashed URLs of the product's two font files, the same that app/styles/fonts.css loads. */
export const fontUrls: readonly string[] = [sansUrl, monoUrl];

/** Link descriptors that preload both fonts; the fetch of a font is always anonymous CORS, so the preload must be too. */
export const fontPreloads = fontUrls.map((href) => ({
  rel: "preload" as const,
  as: "font" as const,
  type: "font/woff2",
  href,
  crossOrigin: "anonymous" as const,
}));
