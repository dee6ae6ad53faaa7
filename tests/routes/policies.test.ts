import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { linesOf, outcomeFor, policies, roles, wishesIn, type Who } from "~/http/policies.ts";
import { folder, modules } from "./manifest.ts";

/** The guard that a loader or action of theirs calls; none where a guest may. */
function guardOf(who: Who): string | undefined {
  if (outcomeFor(who, "guest") !== "sign in") return undefined;
  if (outcomeFor(who, "seeker") !== "nothing" || outcomeFor(who, "recruiter") !== "nothing") return "requireAccount";
  return outcomeFor(who, "moderator") === "nothing" ? "requireAdmin" : "requireModerator";
}

/** The fields that name a wish in any form of the board. */
const wishFields = new Set(Object.values(policies).flatMap((policy) => wishesIn(policy).map(({ field }) => field)));

test("every route module has a policy, and every policy a module", () => {
  expect(modules.map(({ name }) => name).sort()).toEqual(Object.keys(policies).sort());
});

test("somebody may do each thing in the table, and who is suspended no more than a guest", () => {
  for (const [name, policy] of Object.entries(policies))
    for (const line of linesOf(policy)) {
      const outcomes = roles.map((role) => outcomeFor(line.who, role));
      if (line.who !== "a machine that signs") expect(outcomes, name).toContain("allowed");
      expect(outcomeFor(line.who, "suspended"), name).toBe(outcomeFor(line.who, "guest"));
    }
});

describe.each(modules)("$name", ({ name }) => {
  const source = existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), "utf8") : "";
  const policy = policies[name] ?? {};

  test("declares who may call its loader and its action", () => {
    for (const kind of ["loader", "action"] as const) {
      const exported = new RegExp(`export (async )?(function|const) ${kind}\\b`).test(source);
      expect(exported, kind).toBe(policy[kind] !== undefined);
    }
  });

  for (const kind of ["loader", "action"] as const) {
    const guards = linesOf(policy).flatMap((line) => (line.kind === kind ? [guardOf(line.who)] : []));
    const [guard] = guards;
    if (!guard || !guards.every((other) => other === guard)) continue;
    test(`${kind}: calls its own guard before anything else`, () => {
      const body = source.slice(source.search(new RegExp(`export (async )?function ${kind}\\b`)));
      expect(body.slice(body.indexOf("{\n", body.indexOf(")")) + 2).trim()).toMatch(
        new RegExp(`^(const [^=;]+ = )?await ${guard}\\(request\\);`),
      );
    });
  }

  test("reads its wishes by a schema, where the walk sees them", () => {
    const byHand = [...source.matchAll(/\.get\(["'](\w+)["']\)\s*[!=]==/g)].map((match) => match[1]!);
    expect(byHand.filter((field) => wishFields.has(field))).toEqual([]);
    if (policy.action) expect(source).not.toMatch(/[sS]afeParse\(Object\.fromEntries\(((await )?readForm|form\b)/);
  });
});
