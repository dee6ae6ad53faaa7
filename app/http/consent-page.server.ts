import { data } from "@remix-run/node";
import { CONSENT_VERSION } from "~/accounts/account.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute } from "~/platform/paths.ts";
import { readSettings } from "~/settings/read-settings.server.ts";
import { boardContact, postalAddress } from "./board-contact.server.ts";
import { publicDataHeaders } from "./search-answer.server.ts";

/** What the terms and the privacy notice show beside their text: the version people agreed to, whom to write to, and how long what is kept, in days. */
export async function consentPage(request: Request, path: string) {
  const [contact, postal, settings] = await Promise.all([boardContact(), postalAddress(), readSettings(database())]);
  const kept = {
    applications: settings["retention.applications"],
    candidates: settings["retention.candidates"],
    unconfirmed: settings["retention.unconfirmed-accounts"],
  };
  return data(
    { version: CONSENT_VERSION, contact, postal, kept, canonical: absolute(env().BASE_URL, path) },
    { headers: publicDataHeaders(request) },
  );
}
