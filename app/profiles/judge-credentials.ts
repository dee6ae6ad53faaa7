import { formatDate, formatList } from "~/ui/format.ts";
import { credentialByCode, credentialLabel } from "~/vocabulary/credentials.ts";
import type { CredentialDemand, CredentialPart } from "./demands.ts";
import { clause, lacking, type Clause } from "./judgement.ts";
import type { HeldCredential, Standing } from "./standing.ts";

type Held = Pick<Standing, "credentials" | "practicode">;
/** How a person has a credential today: in full, with apprentice status, once but no longer, or not at all. */
type Hold = "full" | "apprentice" | "expired" | "none";

/** More than this many credentials of the person are not told over in a reason. */
const MOST_NAMED = 3;
/** DOMAIN.md, "apprentice answer": CPC-A, COC-A and CCA are what an apprentice has; CCA is one by itself. */
const ASSOCIATE = "cca";

const isValid = ({ expiresOn }: HeldCredential, today: string) => expiresOn === null || expiresOn >= today;
const apprenticeStatus = (held: HeldCredential) =>
  held.apprentice ? credentialByCode(held.code)?.apprenticeStatus : undefined;
/** As the person writes it: `CPC-A`, `CCS`. */
const asHeld = (held: HeldCredential): string => apprenticeStatus(held) ?? credentialLabel(held.code);

/** The codes of what a person has in full on a day (`2026-11-22`): valid, and without apprentice status. */
export function heldInFull({ credentials }: Pick<Held, "credentials">, today: string): string[] {
  return credentials.filter((held) => isValid(held, today) && !apprenticeStatus(held)).map(({ code }) => code);
}

function holdOf(code: string, { credentials }: Held, today: string): Hold {
  const own = credentials.filter((held) => held.code === code);
  const valid = own.filter((held) => isValid(held, today));
  if (valid.some((held) => !apprenticeStatus(held))) return "full";
  return valid.length ? "apprentice" : own.length ? "expired" : "none";
}

/** How a whole group is held: as its best credential where any will do, as its worst where all are asked for. */
function holdOfGroup({ how, codes }: CredentialDemand, holds: ReadonlyMap<string, Hold>): Hold {
  const of = codes.map((code) => holds.get(code)!);
  const order: readonly Hold[] =
    how === "any" ? ["full", "apprentice", "expired", "none"] : ["none", "expired", "apprentice", "full"];
  return order.find((hold) => of.includes(hold)) ?? "full";
}

/**
 * Judges a job's credential rule and its apprentice answer on a day (`2026-11-22`). One clause a group, in their order,
 * then one for the answer where it concerns the person: where a group counts only by an apprentice's credential, or
 * where none is required and the person has nothing but such, or nothing at all.
 */
export function judgeCredentials(held: Held, { groups, apprentice }: CredentialPart, today: string): Clause[] {
  const clauses: Clause[] = [];
  const apprenticed = new Set<string>();
  for (const group of groups ?? []) {
    const holds = new Map(group.codes.map((code) => [code, holdOf(code, held, today)]));
    const whole = holdOfGroup(group, holds);
    clauses.push(judgeGroup(group, holds, whole, held, today));
    // What is taken instead of a group stands for all of it.
    if (group.level === "required" && (whole === "apprentice" || (group.how === "all" && !group.inLieu)))
      for (const [code, hold] of holds) if (hold === "apprentice") apprenticed.add(code);
  }
  if (groups?.some(({ level }) => level === "required")) {
    if (apprenticed.size === 0) return clauses;
    const gap = `${formatList([...apprenticed].map(credentialLabel))} without apprentice status`;
    const counted = held.credentials.filter(({ code }) => apprenticed.has(code));
    return [...clauses, judgeApprentice(apprentice, `you have ${formatList(counted.map(asHeld))}`, held, gap)];
  }
  const rule = groups
    ? clause("credentials", "met", "Requires no credential.")
    : clause("credentials", "unsaid", "Does not say whether it asks for a credential.");
  const answer = judgeStanding(held, apprentice, today);
  return [rule, ...clauses, ...(answer ? [answer] : [])];
}

/** The apprentice answer where no credential is required: it asks whether the person is new to the field. */
function judgeStanding(held: Held, apprentice: CredentialPart["apprentice"], today: string): Clause | undefined {
  const valid = held.credentials.filter((one) => isValid(one, today));
  if (valid.some((one) => !apprenticeStatus(one) && one.code !== ASSOCIATE)) {
    if (apprentice === "not-stated") return undefined;
    const answer = apprentice === "no" ? "Takes no apprentices" : "Takes apprentices too";
    return clause("apprentices", "met", `${answer}; you have ${formatList(valid.slice(0, MOST_NAMED).map(asHeld))}.`);
  }
  if (valid.length)
    return judgeApprentice(apprentice, `you have ${formatList(valid.map(asHeld))}`, held, "a full credential");
  // A welcome to new certificates says nothing about who has none.
  if (apprentice === "welcome")
    return clause("apprentices", "apart", "Welcomes apprentices; your profile names no valid credential.");
  return judgeApprentice(apprentice, "your profile names no valid credential", held, "a full credential");
}

function judgeGroup(
  group: CredentialDemand,
  holds: ReadonlyMap<string, Hold>,
  whole: Hold,
  held: Held,
  today: string,
): Clause {
  const labels = group.codes.map(credentialLabel);
  const asked = formatList(labels, group.how === "any" ? "or" : "and");
  const verb = group.level === "required" ? "Asks for" : "Prefers";
  const instead = group.inLieu ? ` It takes instead: “${group.inLieu}”.` : "";
  if (whole === "full" || whole === "apprentice") {
    const counts = held.credentials.filter((one) => group.codes.includes(one.code) && isValid(one, today));
    return clause("credentials", "met", `${verb} ${asked}; you have ${formatList(counts.map(asHeld), "and")}.`);
  }
  const expired = held.credentials.filter((one) => holds.get(one.code) === "expired");
  const reason = `${verb} ${asked}; ${expired.length ? expiredWords(expired) : heldWords(held, today)}.${instead}`;
  if (group.level === "preferred") return clause("credentials", "wished", reason);
  if (instead) return lacking("credentials", reason, [`${asked}, or what the job takes instead`]);
  if (group.how === "any") return lacking("credentials", reason, [asked]);
  const gaps = [...holds].filter(([, hold]) => hold === "none" || hold === "expired").map(([code]) => code);
  return lacking("credentials", reason, gaps.map(credentialLabel));
}

function expiredWords(expired: readonly HeldCredential[]): string {
  return formatList(
    expired.map((one) => `your ${asHeld(one)} expired on ${formatDate(`${one.expiresOn}T00:00:00Z`)}`),
    "and",
  );
}

function heldWords({ credentials }: Held, today: string): string {
  const valid = credentials.filter((held) => isValid(held, today));
  if (credentials.length === 0) return "your profile names no credential";
  if (valid.length === 0) return "what you have has expired";
  if (valid.length > MOST_NAMED) return "yours are others";
  return `you have ${formatList(valid.map(asHeld), "and")}`;
}

/** Judges the answer for somebody who counts as an apprentice. `has` says why, `gap` what they lack where it is no. */
function judgeApprentice(answer: CredentialPart["apprentice"], has: string, { practicode }: Held, gap: string): Clause {
  const some = "Takes apprentices with Practicode or an externship";
  switch (answer) {
    case "welcome":
      return clause("apprentices", "met", `Welcomes apprentices; ${has}.`);
    case "with-practicode":
      return practicode
        ? clause("apprentices", "met", `${some}; you have done one.`)
        : lacking("apprentices", `${some}; ${has}, and neither of them.`, ["Practicode or an externship"]);
    case "no":
      return lacking("apprentices", `Takes no apprentices; ${has}.`, [gap]);
    case "not-stated":
      return clause("apprentices", "unsaid", `Does not say whether it takes apprentices; ${has}.`);
  }
}
