import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { policies, type Policy } from "~/http/policies.ts";
import type { AccountId } from "~/platform/ids.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { folder, modules, outcome, pathOf, readRoute, type Exported } from "./manifest.ts";

const guards: Partial<Record<Policy, RegExp>> = {
  account: /requireAccount\(/,
  member: /requireAccount\(/,
  file: /requireAccount\(/,
  moderator: /requireModerator\(/,
  admin: /requireAdmin\(/,
};
test("every route module has a policy, and every policy a module", () => {
  expect(modules.map(({ name }) => name).sort()).toEqual(Object.keys(policies).sort());
});

describe.each(modules)("$name", ({ name, pattern }) => {
  const source = existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), "utf8") : "";
  let seeker: AccountId;
  let route: Exported;
  beforeAll(async () => {
    seeker = await anAccount();
    route = await readRoute(name);
  }, 60_000);

  test("declares who may call its loader and its action", () => {
    for (const kind of ["loader", "action"] as const) {
      const exported = new RegExp(`export (async )?(function|const) ${kind}\\b`).test(source);
      expect(exported, kind).toBe(policies[name]?.[kind] !== undefined);
    }
  });

  for (const kind of ["loader", "action"] as const) {
    const policy = policies[name]?.[kind];
    const guard = policy && guards[policy];
    if (!guard) continue;

    test(`${kind}: calls its own guard before anything else`, () => {
      const body = source.slice(source.search(new RegExp(`export (async )?function ${kind}\\b`)));
      expect(body.slice(0, body.indexOf("\n}\n"))).toMatch(guard);
    });

    test(`${kind}: sends a guest to the sign-in page`, async () => {
      const init = kind === "action" ? { method: "POST", body: new URLSearchParams() } : {};
      const request = new Request(new URL(pathOf(pattern), "http://localhost:3000"), init);
      expect(await outcome(route[kind]!, request, pattern)).toMatchObject({
        status: 302,
        location: expect.stringMatching(/^\/sign-in/),
      });
    });

    if (policy === "account") continue;
    test(`${kind}: is not there for a signed-in person it does not concern`, async () => {
      const init = kind === "action" ? { method: "POST", body: new URLSearchParams() } : {};
      const { status } = await outcome(route[kind]!, await requestAs(seeker, pathOf(pattern), init), pattern);
      expect([404, 400]).toContain(status);
      if (kind === "loader") expect(status).toBe(404);
    });
  }
});
