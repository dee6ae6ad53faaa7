import { listSitemapParts } from "~/distribution/list-sitemap.server.ts";
import { sitemapIndexXml } from "~/distribution/sitemap.ts";
import { xmlResponse } from "~/http/text-response.server.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";

/** Public: the index over the parts of the sitemap. */
export async function loader() {
  return xmlResponse(sitemapIndexXml(await listSitemapParts(database()), env().BASE_URL));
}
