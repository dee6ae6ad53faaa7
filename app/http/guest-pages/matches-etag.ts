/**
 * Whether an If-None-Match header names `etag`, so that the client has the answer already: RFC 9110, 13.1.2, with its
 * weak comparison. `etag` is a strong one, with its quotes.
 */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag) return true;
  if (header.trim() === "*") return true;
  for (const [tag] of header.matchAll(/"[^"]*"/g)) if (tag === etag) return true;
  return false;
}
