import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AppLoadContext } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { beforeAll, describe, expect, test } from "vitest";
import { policies, type Policy } from "~/http/policies.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import routes from "~/routes.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

const folder = fileURLToPath(new URL("../../app/routes", import.meta.url));
const guards: Partial<Record<Policy, RegExp>> = {
  account: /requireAccount\(/,
  member: /requireAccount\(/,
  file: /requireAccount\(/,
  moderator: /requireModerator\(/,
  admin: /requireAdmin\(/,
};
type Exported = { loader?: Handler; action?: Handler };
type Handler = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => unknown;

const modules = (routes as RouteConfigEntry[]).map(({ file, path: pattern = "" }) => ({
  name: file.replace(/^routes\//, ""),
  pattern,
}));
const context: AppLoadContext = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };

/** A path of the route, with ids that name nothing. */
const pathOf = (pattern: string) => `/${pattern.replace(/:\w+\??/g, () => newId<"nothing">()).replace("*", "nowhere")}`;
const paramsOf = (pattern: string, ids: Record<string, string> = {}) =>
  Object.fromEntries(
    [...pattern.matchAll(/:(\w+)/g)].map((match) => [match[1]!, ids[match[1]!] ?? (newId<"nothing">() as string)]),
  );

async function outcome(
  handler: Handler,
  request: Request,
  pattern: string,
  ids?: Record<string, string>,
): Promise<{ status: number; location: string | null }> {
  const answer = await Promise.resolve(handler({ request, params: paramsOf(pattern, ids), context })).catch(
    (thrown: unknown) => thrown,
  );
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get("Location") };
  const status = (answer as { init?: { status?: number } | null } | null)?.init?.status;
  if (answer instanceof Error) throw answer;
  return { status: status ?? 200, location: null };
}

test("every route module has a policy, and every policy a module", () => {
  expect(modules.map(({ name }) => name).sort()).toEqual(Object.keys(policies).sort());
});

describe.each(modules)("$name", ({ name, pattern }) => {
  const source = existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), "utf8") : "";
  let seeker: AccountId;
  let route: Exported;
  beforeAll(async () => {
    seeker = await anAccount();
    route = (await import(path.join(folder, name))) as Exported;
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

describe("a member of one employer asks for what is another's", () => {
  const ofMembers = modules.filter(({ name, pattern }) => {
    const { loader, action } = policies[name] ?? {};
    return pattern.includes(":") && (loader === "member" || action === "member");
  });
  let stranger: AccountId;
  let ids: Record<string, string>;
  beforeAll(async () => {
    const { employerId, ownerId } = await anEmployer("Lakemont Regional");
    const { jobId } = await aLiveJob(employerId);
    const { applicationId } = await anApplication(jobId);
    const orderId = newId<"order">();
    const at = now();
    const plan = await database()
      .selectFrom("plan")
      .select("code")
      .where("kind", "=", "single")
      .executeTakeFirstOrThrow();
    const order = {
      ...{ id: orderId, employer_id: employerId, job_id: jobId, created_by: ownerId, created_at: at, updated_at: at },
      ...{ plan_code: plan.code, plan_name: "Single post", kind: "single" as const, state: "open" as const },
      ...{ amount_cents: 19_900, currency: "usd", term_days: 30, credits: 0 },
    };
    await database().insertInto("order").values(order).execute();
    const importId = newId<"import-source">();
    const source = {
      id: importId,
      employer_id: employerId,
      name: "Feed",
      any_work: 0 as const,
      schedule: "off" as const,
    };
    const made = { failures: 0, version: 1, created_by: ownerId, created_at: at, updated_at: at };
    await database()
      .insertInto("import_source")
      .values({ ...source, ...made })
      .execute();
    ids = { employerId, jobId, applicationId, orderId, importId };
    const other = await anEmployer("Elsewhere");
    await aLiveJob(other.employerId);
    stranger = other.ownerId;
  }, 60_000);

  test("there are such routes", () => expect(ofMembers.length).toBeGreaterThan(10));

  test.each(ofMembers)("$name: it is not there, as if it had never been", async ({ name, pattern }) => {
    const route = (await import(path.join(folder, name))) as Exported;
    const ask = async (kind: "loader" | "action", at?: Record<string, string>) => {
      const init = kind === "action" ? { method: "POST", body: new URLSearchParams() } : {};
      return (await outcome(route[kind]!, await requestAs(stranger, pathOf(pattern), init), pattern, at)).status;
    };
    if (route.loader && policies[name]?.loader === "member") expect(await ask("loader", ids)).toBe(404);
    if (route.action && policies[name]?.action === "member") {
      const status = await ask("action", ids);
      expect(status).toBe(await ask("action"));
      expect([404, 400]).toContain(status);
    }
  });
});
