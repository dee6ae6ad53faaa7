import { robotsText } from "~/distribution/robots.ts";
import { textResponse } from "~/http/text-response.server.ts";
import { env } from "~/platform/env.server.ts";

/** Public: what crawlers may read, and where the sitemap is. */
export function loader() {
  return textResponse(robotsText(env().BASE_URL));
}
