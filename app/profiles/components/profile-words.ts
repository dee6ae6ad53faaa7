import { countOf, formatDate, formatList, formatMoney, midSentence } from "~/ui/format.ts";
import { credentialByCode, credentialLabel } from "~/vocabulary/credentials.ts";
import { stateName } from "~/vocabulary/states.ts";
import { payUnits } from "~/vocabulary/terms.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import { tickable, visibilities, type ChoiceFacet, type Profile } from "../profile.ts";
import type { ExperienceYears, HeldCredential } from "../standing.ts";

/** A credential as its holder writes it: `CPC-A`. */
export function heldLabel({ code, apprentice }: HeldCredential): string {
  return (apprentice && credentialByCode(code)?.apprenticeStatus) || credentialLabel(code);
}

/** How a credential stands on a day (`2026-11-22`). */
export function expiryWords({ expiresOn }: HeldCredential, today: string): string {
  if (expiresOn === null) return "Not stated";
  const date = formatDate(`${expiresOn}T00:00:00Z`);
  return expiresOn < today ? `Expired on ${date}` : date;
}

/** `ED facility`. */
export function fieldLabel({ countedIn, code }: Pick<ExperienceYears, "countedIn" | "code">): string {
  return countedIn === "setting" ? settings.label(code) : specialties.label(code);
}

/** `3 years ED facility, 1 year cardiology`; undefined where nothing is said. */
export function experienceLine(rows: readonly ExperienceYears[]): string | undefined {
  return rows.map((row) => `${countOf(row.years, "year")} ${midSentence(fieldLabel(row))}`).join(", ") || undefined;
}

/** Where somebody lives, gets to and would move; undefined where they did not say. */
export function placeLine({
  homeState,
  commutes,
  moves,
}: Pick<Profile, "homeState" | "commutes" | "moves">): string | undefined {
  const names = (states: readonly string[]) => formatList(states.map(stateName));
  const parts = [
    homeState && `Lives in ${stateName(homeState)}`,
    commutes.length > 0 && `gets to ${names(commutes)}`,
    moves === "anywhere" ? "would move anywhere" : moves.length > 0 && `would move to ${names(moves)}`,
  ].filter(Boolean);
  const line = parts.join("; ");
  return line ? line[0]!.toUpperCase() + line.slice(1) : undefined;
}

/** What was chosen of some facets; undefined where nothing was. */
export function choicesLine({ choices }: Pick<Profile, "choices">, facets: readonly ChoiceFacet[]): string | undefined {
  const labels = facets.flatMap((facet) =>
    tickable[facet].filter(({ code }) => choices[facet].includes(code)).map(({ label }) => label),
  );
  return labels.join(", ") || undefined;
}

/** `from $31.50 an hour`; undefined where none was said. */
export function payLine({ pay }: Pick<Profile, "pay">): string | undefined {
  return pay ? `from ${formatMoney(pay.minCents)} ${payUnits.label(pay.unit)}` : undefined;
}

/** Who sees the profile: `All verified employers, but for 2 that you blocked`. */
export function privacyLine({ visibility, blocked }: Profile): string {
  const but = blocked.length && visibility !== "hidden" ? `, but for ${blocked.length} that you blocked` : "";
  return `${visibilities.label(visibility)}${but}`;
}
