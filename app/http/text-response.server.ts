/** Crawlers come seldom; ten minutes spare the database those that come all at once. */
const CACHED = "public, max-age=600";

/** An XML document that is the same for everybody. */
export function xmlResponse(body: string): Response {
  return new Response(body, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": CACHED },
  });
}

/** A plain text that is the same for everybody. */
export function textResponse(body: string): Response {
  return new Response(body, { headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": CACHED } });
}

/** A spreadsheet (platform/files/spreadsheet) for the person who asked, and nobody else; `name` is plain ASCII. */
export function csvResponse(body: string, name: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
