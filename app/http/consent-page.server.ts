import { data } from "@remix-run/node";
import { CONSENT_VERSION } from "~/accounts/account.ts";
import { env } from "~/platform/env.server.ts";
import { absolute } from "~/platform/paths.ts";
import { boardContact } from "./board-contact.server.ts";
import { publicDataHeaders } from "./search-answer.server.ts";

/** What the terms and the privacy notice show beside their text: the version people agreed to, and whom to write to. */
export function consentPage(request: Request, path: string) {
  return data(
    { version: CONSENT_VERSION, contact: boardContact(), canonical: absolute(env().BASE_URL, path) },
    { headers: publicDataHeaders(request) },
  );
}
