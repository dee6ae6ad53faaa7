/** The walk: every line of the table of policies as every role. Each file of it walks the routes of some folders. */
import { rmSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linesOf, outcomeFor, policies, roles, wishesIn, type Line, type Outcome, type Role } from "~/http/policies.ts";
import { database } from "~/platform/database.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { memoryFolder } from "#tests/support/memory-folder.ts";
import { isStaffs, outcome, pathOf, readRoute, type Exported } from "./manifest.ts";
import { startStripeSandbox } from "../../dev/stripe-sandbox/server.ts";
import { shares } from "./shares.ts";
import { forgetSchemas, seenSchemas, wishesOf } from "./wishes.ts";
import { aWorld, type World } from "./world.ts";

/** A request that is in order, with ids of the world's. */
export type Ask = {
  /** The ids of its path, where they are others than the world's own. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  fields?: Record<string, string | File>;
  /** Beside the session's. */
  cookie?: string;
  /** What is answered to whoever may, where it is no success: what the test has no outer world for. */
  status?: number;
  /** How it is refused in words; by default with "Only an owner …". */
  refusal?: RegExp;
  /** Done by staff without a line in the audit log, since it changes nothing that anybody must answer for. */
  quiet?: boolean;
};
/** Makes the request; one that takes the role is made for each role anew, others once for all who are turned away. */
export type MakeAsk = (world: World, role: Role) => Ask | Promise<Ask>;
/** By route module, then by `nameOf` of the line. */
export type Asks = Record<string, Record<string, MakeAsk>>;

/** What a line is called in the requests, and in a failure. */
export const nameOf = ({ kind, wish, about }: Line) => [wish ?? kind, about].filter(Boolean).join(": ");

const ONLY_OWNERS = /"Only an owner of the organization /;
const plain: MakeAsk = () => ({});

/** A digest of every table, but for what a request leaves wherever it goes. */
export async function everything(): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = database() and table_name not in ('session', 'rate_limit')
  `.execute(database());
  const { rows } = await sql<{ Table: string; Checksum: string }>`
    checksum table ${sql.join(tables.map(({ name }) => sql.table(name)))}
  `.execute(database());
  return new Map(rows.map(({ Table, Checksum }) => [Table.replace(/^.*\./, ""), String(Checksum)]));
}

type Sent = { role: Role; request: Request; ask: Ask };

/** The request of a line, at an address, by whoever has the session's cookie. */
export function requestFor(address: string, { kind, field, wish }: Line, ask: Ask, session: string | undefined) {
  const url = new URL(`${address}?${new URLSearchParams(ask.query).toString()}`, "http://localhost:3000");
  const cookie = [session, ask.cookie].filter(Boolean).join("; ");
  const headers: HeadersInit = cookie ? { Cookie: cookie } : {};
  if (kind === "loader") return new Request(url, { headers });
  const fields = { ...(field && wish !== undefined && { [field]: wish }), ...ask.fields };
  // A form without a file is sent as a page does.
  const files = Object.values(fields).some((value) => typeof value !== "string");
  const body = files ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (body instanceof FormData) body.set(name, value);
    else if (typeof value === "string") body.set(name, value);
  return new Request(url, { method: "POST", headers, body });
}

/** What an answer says about rights; whatever else it says is told as it is. */
function judge(answer: Awaited<ReturnType<typeof outcome>>, ask: Ask): Outcome | string {
  const { status, location } = answer;
  const said = JSON.stringify(answer.data ?? answer.warning ?? null);
  if (status === 302 && location?.startsWith("/sign-in?")) return "sign in";
  if (status === 404 && ask.status !== 404) return "nothing";
  if ((status >= 400 || answer.warning) && (ask.refusal ?? ONLY_OWNERS).test(`${status} ${said}`)) return "refused";
  if (status === (ask.status ?? status) && (status < 400 || ask.status !== undefined)) return "allowed";
  return `${status} ${location ?? ""} ${said.slice(0, 600)}`;
}

/** Walks one file's share of the routes. */
export function walk(share: keyof typeof shares, asks: Asks) {
  const mine = shares[share];
  let world: World;
  // Whoever buys is sent to Stripe's page.
  const folder = memoryFolder("walk-");
  let sandbox: Awaited<ReturnType<typeof startStripeSandbox>>;
  beforeAll(async () => {
    sandbox = await startStripeSandbox({ port: 0, dataDir: folder });
    Object.assign(process.env, { STRIPE_SECRET_KEY: "sk_test_sandbox", STRIPE_API_BASE: sandbox.url });
  });
  afterAll(async () => {
    jobSearch().stop();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeAll(async () => {
    world = await aWorld();
  }, 60_000);
  beforeEach(() => world.gather());

  test("every request of the walk is for a line of the table", () => {
    for (const [name, named] of Object.entries(asks)) {
      const lines = linesOf(policies[name] ?? {}).map(nameOf);
      expect(
        Object.keys(named).filter((line) => !lines.includes(line)),
        name,
      ).toEqual([]);
    }
  });

  describe.each(mine)("$name", ({ name, pattern }) => {
    const policy = policies[name] ?? {};
    const { action } = policy;
    let route: Exported;
    beforeAll(async () => {
      forgetSchemas();
      route = await readRoute(name);
    }, 60_000);

    async function prepare(line: Line, role: Role, ask: Ask): Promise<Sent> {
      await database().deleteFrom("rate_limit").execute();
      return { role, ask, request: requestFor(pathOf(pattern), line, ask, await world.cookieOf(role)) };
    }
    const idsOf = ({ params }: Ask) => ({ ...world.ids, ...params });
    async function send(line: Line, { request, ask }: Sent) {
      return judge(await outcome(route[line.kind]!, request, pattern, idsOf(ask)), ask);
    }

    test.each(linesOf(policy).map((line) => ({ ...line, line: nameOf(line) })))("$line: $who", async (line) => {
      const make = asks[name]?.[nameOf(line)] ?? plain;
      const turnedAway = roles.filter((role) => outcomeFor(line.who, role) !== "allowed");
      const shared = make.length < 2 && turnedAway[0] ? await make(world, turnedAway[0]) : undefined;
      const requests: Sent[] = [];
      for (const role of turnedAway) requests.push(await prepare(line, role, shared ?? (await make(world, role))));
      const before = await everything();
      for (const sent of requests) expect(await send(line, sent), sent.role).toBe(outcomeFor(line.who, sent.role));
      expect(await everything(), "what is refused writes nothing").toEqual(before);

      for (const role of roles.filter((role) => !turnedAway.includes(role))) {
        const sent = await prepare(line, role, await make(world, role));
        const logged = await world.actsOf(role);
        expect(await send(line, sent), role).toBe("allowed");
        if (line.kind === "action" && isStaffs(line) && !sent.ask.quiet)
          expect(await world.actsOf(role), `${role} stands in the audit log`).toBeGreaterThan(logged);
      }
    });

    const kinds = (["loader", "action"] as const).filter((kind) => {
      const lines = linesOf(policy).filter((line) => line.kind === kind);
      return lines.length > 0 && lines.every((line) => outcomeFor(line.who, "guest") === "sign in");
    });
    const asking = (kind: "loader" | "action", cookie: string) =>
      new Request(new URL(pathOf(pattern), "http://localhost:3000"), {
        headers: { Cookie: cookie },
        ...(kind === "action" && { method: "POST", body: new URLSearchParams() }),
      });

    if (pattern.includes(":"))
      test.each(kinds)("%s: nobody finds what does not exist", async (kind) => {
        for (const role of roles.filter((one) => one !== "guest" && one !== "suspended")) {
          const request = asking(kind, (await world.cookieOf(role))!);
          const { status } = await outcome(route[kind]!, request, pattern);
          expect(kind === "loader" ? [404] : [404, 400], role).toContain(status);
        }
      });

    if (action)
      test("its action knows the wishes that the table names, and no other", () => {
        const named = wishesIn(policy).flatMap(({ field, wishes }) =>
          Object.keys(wishes).map((wish) => `${field}=${wish}`),
        );
        expect(
          wishesOf(
            seenSchemas(),
            wishesIn(policy).map(({ field }) => field),
          ),
        ).toEqual(named.sort());
      });

    test.each(wishesIn(policy).map(({ field }) => field))(
      "its action answers a %s that it does not know with 400 or 404, and writes nothing",
      async (field) => {
        const line: Line = { kind: "action", field, wish: "no-such-wish", who: "everyone" };
        const known = linesOf(policy).find((other) => other.field === field);
        const form = (known && asks[name]?.[nameOf(known)]) ?? plain;
        const requests: Sent[] = [];
        for (const role of roles) requests.push(await prepare(line, role, await form(world, role)));
        const before = await everything();
        for (const { role, request, ask } of requests) {
          const { status, location } = await outcome(route.action!, request, pattern, idsOf(ask));
          if (status !== 302 || !location?.startsWith("/sign-in?")) expect([400, 404], role).toContain(status);
        }
        expect(await everything()).toEqual(before);
      },
    );
  });
}
