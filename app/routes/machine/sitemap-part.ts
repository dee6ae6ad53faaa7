import type { LoaderFunctionArgs } from "@remix-run/node";
import { listSitemapEntries } from "~/distribution/list-sitemap.server.ts";
import { sitemapXml } from "~/distribution/sitemap.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { xmlResponse } from "~/http/text-response.server.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";

/** Public: one part of the sitemap. */
export async function loader({ params }: LoaderFunctionArgs) {
  const [, part] = /^([\w-]{1,60})\.xml$/.exec(params.part ?? "") ?? [];
  const entries = part ? await listSitemapEntries(database(), part) : undefined;
  if (!entries) throw notFound();
  return xmlResponse(sitemapXml(entries, env().BASE_URL));
}
