import {
  codingTestWords,
  employmentWords,
  experienceWords,
  payWords,
  placeWords,
  productionWords,
  type PublicContent,
} from "~/jobs/components/job-words.ts";
import type { CredentialGroup } from "~/jobs/job-content.ts";
import { formatList } from "~/ui/format.ts";
import { credentialLabel } from "~/vocabulary/credentials.ts";
import { apprenticeAnswers, perks } from "~/vocabulary/terms.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";

/**
 * The whole job as HTML (p, ul, li and what the sanitizer let through): the employer's words, then what it stated in the
 * form, all of which the page shows too. It can't equal the title.
 */
export function postingDescription(content: PublicContent): string {
  const rows = facts(content).map(([term, value]) => `<li>${escapeHtml(`${term}: ${value}`)}</li>`);
  return `${content.bodyHtml}<p>${escapeHtml("At a glance")}</p><ul>${rows.join("")}</ul>`;
}

function facts(content: PublicContent): [string, string][] {
  const labels = (vocabulary: Vocabulary, codes: readonly string[]) => codes.map((code) => vocabulary.label(code));
  const leveled = (vocabulary: Vocabulary, rows: readonly { code: string; level: string }[]) =>
    rows.map(({ code, level }) => `${vocabulary.label(code)} (${level})`);
  const all: [string, string | undefined][] = [
    ["Pay", content.pay ? payWords(content.pay) : undefined],
    [
      "Employment",
      content.employmentTypes.some((code) => code !== "not-stated") ? employmentWords(content) : undefined,
    ],
    ["Where", content.mode === "not-stated" && content.locations.length === 0 ? undefined : placeWords(content)],
    ["Credentials", content.credentialGroups.map(groupWords).join("; ")],
    ["New coders", content.apprentice === "not-stated" ? undefined : apprenticeAnswers.label(content.apprentice)],
    ["Experience", content.experience.map(experienceWords).join(", ")],
    ["Function", labels(functions, content.functions).join(", ")],
    ["Setting", labels(settings, content.settings).join(", ")],
    ["Specialty", labels(specialties, content.specialties).join(", ")],
    ["Code sets", labels(codeSets, content.codeSets).join(", ")],
    ["EHR", leveled(ehrs, content.ehrs).join(", ")],
    ["Encoder", leveled(encoders, content.encoders).join(", ")],
    ["Production and quality", productionWords(content)],
    ["Coding test", codingTestWords(content.codingTest)],
    ["Benefits", labels(perks, content.perks).join(", ")],
  ];
  return all.filter((row): row is [string, string] => Boolean(row[1]));
}

/** `any of CPC or CCS`; `all of CIRCC, preferred`. */
function groupWords({ how, level, codes, inLieu }: CredentialGroup): string {
  const names = formatList(codes.map(credentialLabel), how === "any" ? "or" : "and");
  const words = codes.length === 1 ? names : `${how} of ${names}`;
  return words + (level === "preferred" ? ", preferred" : "") + (inLieu ? `, in lieu: ${inLieu}` : "");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
