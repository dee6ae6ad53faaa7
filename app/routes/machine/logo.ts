import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLogo } from "~/employers/change-logo.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

/**
 * Public: the logo of an employer, as the board drew it anew. It never changes under its id, so every cache may keep it.
 */
export async function loader({ params }: LoaderFunctionArgs) {
  const id = parseId<"file">(params.fileId);
  const logo = id && (await readLogo(database(), id));
  if (!logo) throw notFound();
  return new Response(logo.stream(), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(logo.size),
      "Content-Disposition": "inline",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
