import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { DAY } from "~/platform/clock.ts";
import { newId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { VisitBuffer, type Visit, type VisitKind } from "~/statistics/visit-buffer.server.ts";

vi.spyOn(log, "warn").mockImplementation(() => undefined);

const JOB = newId<"job">();
const AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";

/** A table that counts as the database does: each visitor once for each kind. */
class Table {
  readonly rows = new Map<string, Visit>();
  fails = false;
  flushes = 0;

  write = async (visits: Visit[]) => {
    this.flushes++;
    await Promise.resolve();
    if (this.fails) throw new Error("The database is away");
    for (const visit of visits)
      if (!this.rows.has(visit.visitor + visit.kind)) this.rows.set(visit.visitor + visit.kind, visit);
  };

  count = (kind: VisitKind = "view") => [...this.rows.values()].filter((visit) => visit.kind === kind).length;
}

function open(table = new Table(), seed = "seed") {
  const clock = { now: 20_000 * DAY };
  const buffer = new VisitBuffer({ write: table.write, now: () => clock.now, seed });
  const see = (address: string, { job = JOB, agent = AGENT, kind = "view" as VisitKind } = {}) => {
    const begun = buffer.begin(kind, job, address, agent);
    if (begun) buffer.add({ ...begun, source: "direct", session: undefined });
  };
  return { table, buffer, clock, see };
}

describe("what is noted", () => {
  test("one person counts once a day and job, and again on the next day and for another job", async () => {
    const { table, buffer, clock, see } = open();
    see("192.0.2.1");
    see("192.0.2.1");
    await buffer.flush();
    see("192.0.2.1");
    see("192.0.2.1", { job: newId<"job">() });
    clock.now += DAY;
    see("192.0.2.1");
    await buffer.flush();
    expect(table.count()).toBe(3);
    expect([...table.rows.values()].map(({ day }) => day)).toEqual([20_000, 20_000, 20_001]);
  });

  test("a look, a click and an application of one person count each", async () => {
    const { table, buffer, see } = open();
    for (const kind of ["view", "click", "apply", "click"] as const) see("192.0.2.1", { kind });
    await buffer.close();
    expect(["view", "click", "apply"].map((kind) => table.count(kind as VisitKind))).toEqual([1, 1, 1]);
  });

  test("holds neither address nor browser, and no two days or jobs tell that they had the same visitor", async () => {
    const { table, buffer, clock, see } = open();
    see("192.0.2.77");
    see("192.0.2.77", { job: newId<"job">() });
    clock.now += DAY;
    see("192.0.2.77");
    const held = inspect(buffer, { depth: Infinity, maxArrayLength: Infinity });
    expect(held).toContain(JOB);
    expect(held).not.toMatch(/192\.0|Firefox/);
    await buffer.flush();
    expect(new Set([...table.rows.values()].map(({ visitor }) => visitor)).size).toBe(3);
  });

  test("processes with one seed know each other's visitors; another seed makes other hashes", () => {
    const hashes = ["seed", "seed", "other"].map(
      (seed) => open(new Table(), seed).buffer.begin("view", JOB, "192.0.2.1", AGENT)?.visitor,
    );
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});

describe("how it is written", () => {
  test("a flush that fails loses nothing: the next one writes it", async () => {
    const { table, buffer, see } = open();
    table.fails = true;
    see("192.0.2.1");
    await buffer.flush();
    see("192.0.2.2");
    await buffer.flush();
    expect(table.count()).toBe(0);
    table.fails = false;
    await buffer.flush();
    expect(table.count()).toBe(2);
  });

  test("a crash loses at most what was not flushed", async () => {
    const { table, buffer, see } = open();
    see("192.0.2.1");
    await buffer.flush();
    see("192.0.2.2");
    // Nothing of the process is left; what was there before its end still is.
    expect(table.count()).toBe(1);
  });

  test("the end of the process writes what waits, also what came during a flush", async () => {
    const { table, buffer, see } = open();
    see("192.0.2.1");
    const flushing = buffer.flush();
    see("192.0.2.2");
    await buffer.close();
    await flushing;
    expect(table.count()).toBe(2);
  });

  test("nothing is written where nobody came", async () => {
    const { table, buffer } = open();
    await buffer.flush();
    expect(table.flushes).toBe(0);
  });
});

describe("a flood", () => {
  test("one address counts for at most 1,000 visitors a day, whatever it calls its browser", async () => {
    const { table, buffer, clock, see } = open();
    for (let at = 0; at < 1_500; at++) see("192.0.2.1", { agent: `${AGENT} ${at}` });
    see("192.0.2.2");
    await buffer.flush();
    expect(table.count()).toBe(1_001);
    clock.now += DAY;
    see("192.0.2.1");
    await buffer.flush();
    expect(table.count()).toBe(1_002);
  });

  test("while the database is away, at most 20,000 visits wait", async () => {
    const { table, buffer, see } = open();
    table.fails = true;
    for (let at = 0; at < 30_000; at++) {
      see(`address ${at}`);
      if (at % 7_000 === 0) await buffer.flush();
    }
    await buffer.flush();
    table.fails = false;
    await buffer.flush();
    expect(table.count()).toBe(20_000);
  });
});

test("whatever comes in whatever order, over two processes and failing flushes: the counts are a plain count's", async () => {
  const jobs = [JOB, newId<"job">()];
  const event = fc.oneof(
    { weight: 6, arbitrary: fc.record({ process: fc.nat(1), person: fc.nat(5), job: fc.nat(1), kind: fc.constantFrom<VisitKind>("view", "click") }) }, // prettier-ignore
    fc.record({ flush: fc.nat(1), fails: fc.boolean() }),
    fc.constant("next day" as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
      const table = new Table();
      const processes = [open(table), open(table)];
      const plain = new Set<string>();
      for (const one of events)
        if (one === "next day") for (const { clock } of processes) clock.now += DAY;
        else if ("flush" in one) {
          table.fails = one.fails;
          await processes[one.flush]!.buffer.flush();
        } else {
          const { clock, see } = processes[one.process]!;
          see(`person ${one.person}`, { job: jobs[one.job]!, kind: one.kind });
          plain.add([one.person, one.job, one.kind, clock.now].join());
        }
      table.fails = false;
      for (const { buffer } of processes) await buffer.close();
      expect(table.rows.size).toBe(plain.size);
    }),
  );
});
