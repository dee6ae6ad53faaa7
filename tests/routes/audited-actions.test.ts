import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { policies } from "~/http/policies.ts";
import { folder, modules } from "./manifest.ts";

/**
 * What changes nothing that anybody must answer for: a guest's own address that is confirmed, too, and which mail one gets
 * by the link of one. A webhook is only kept, and its task writes what comes of it; that of mail pauses alerts at most.
 */
const HARMLESS = [
  "reports/confirm-report.tsx",
  "pages/theme.ts",
  "pages/not-found.tsx",
  "jobs/seen.ts",
  "machine/stripe-webhook.ts",
  "machine/mail-webhook.ts",
  "alerts/confirm-alert.tsx",
  "alerts/preferences.tsx",
  "alerts/unsubscribe.tsx",
];

/** The modules of ours that one imports, directly or through others. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  const root = path.resolve(folder, "..");
  for (const [, from] of readFileSync(file, "utf8").matchAll(/from "((?:~|\.{1,2})\/[^"]+\.tsx?)"/g)) {
    const next = from!.startsWith("~/") ? path.join(root, from!.slice(2)) : path.resolve(path.dirname(file), from!);
    if (seen.has(next)) continue;
    seen.add(next);
    reached(next, seen);
  }
  return seen;
}

// That each wish of staff does write there, the walk sees.
test.each(modules.filter(({ name }) => policies[name]?.action && !HARMLESS.includes(name)))(
  "the action of $name can write to the audit log",
  ({ name }) => {
    const uses = [...reached(path.join(folder, name))];
    expect(uses.filter((file) => file.endsWith("audit/record-audit.server.ts"))).toHaveLength(1);
  },
);
