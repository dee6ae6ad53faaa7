import { absolute, paths } from "~/platform/paths.ts";

/** sitemaps.org allows 50,000 addresses and 50 MB in a file; at this many both are kept. */
export const SITEMAP_SIZE = 45_000;

/** A page, as its path, and when it last changed; null where nobody can say. */
export type SitemapEntry = { path: string; changedAt: Date | null };

/** The XML of one part of the sitemap. */
export function sitemapXml(entries: readonly SitemapEntry[], baseUrl: string): string {
  return document("urlset", entries, "url", baseUrl);
}

/** The XML of the index over the parts, by their names. */
export function sitemapIndexXml(parts: readonly string[], baseUrl: string): string {
  // When a part last changed would take reading it; the addresses in it say it of themselves.
  const entries = parts.map((name) => ({ path: paths.sitemapPart(name), changedAt: null }));
  return document("sitemapindex", entries, "sitemap", baseUrl);
}

function document(root: string, entries: readonly SitemapEntry[], element: string, baseUrl: string): string {
  const rows = entries.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString().replace(/\.\d+Z$/, "Z")}</lastmod>` : "";
    return `<${element}><loc>${escapeXml(absolute(baseUrl, path))}</loc>${changed}</${element}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join("")}</${root}>\n`;
}

function escapeXml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&apos;");
}
