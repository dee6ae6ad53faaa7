import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyJob,
  choicesOf,
  parseCriteria,
  toSearchParams,
  without,
  withoutFit,
  withToggled,
} from "~/search/criteria.ts";

const parse = (query: string) => parseCriteria(new URLSearchParams(query));

describe("the criteria of a URL", () => {
  it("are what its parameters say", () => {
    const { criteria, ignored } = parse(
      "q=risk+adjustment&place=Austin,+TX&radius=50&mode=remote&state=TX&state=oh&credential=cpc&pay_min=30&pay_max=%2442.50&posted=7&employer=mercy&sort=pay&after=p.1.2.x",
    );
    expect(criteria).toEqual({
      ...anyJob(),
      q: "risk adjustment",
      place: "Austin, TX",
      radius: 50,
      facets: { ...anyJob().facets, mode: ["remote"], state: ["oh", "tx"], credential: ["cpc"] },
      payMin: 3_000,
      payMax: 4_250,
      posted: 7,
      employers: ["mercy"],
      sort: "pay",
      after: "p.1.2.x",
    });
    expect(ignored).toEqual([]);
  });

  it("name what they do not understand, and keep the rest", () => {
    const { criteria, ignored } = parse(
      "colour=blue&mode=moon&mode=hybrid&radius=1000000&sort=up&q=a&q=b&pay_min=-3&posted=1e9",
    );
    expect(criteria).toEqual({ ...anyJob(), q: "a", facets: { ...anyJob().facets, mode: ["hybrid"] } });
    expect(ignored).toEqual([
      "colour=blue",
      "mode=moon",
      "radius=1000000",
      "sort=up",
      "q=b",
      "pay_min=-3",
      "posted=1e9",
    ]);
  });

  it("take an empty field of a form for no choice", () => {
    expect(parse("q=&place=+&pay_min=&mode=")).toEqual({ criteria: anyJob(), ignored: [] });
  });

  it("are bounded", () => {
    const { criteria, ignored } = parse(`q=${"word+".repeat(10_000)}&${"x=1&".repeat(1_000)}`);
    expect(criteria.q.split(" ")).toHaveLength(20);
    expect(criteria.q.length).toBeLessThanOrEqual(200);
    expect(ignored).toHaveLength(20);
    for (const line of ignored) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("are the same after writing them into a URL and reading them again, whatever they were", () => {
    const name = fc.constantFrom(
      "q",
      "place",
      "radius",
      "mode",
      "state",
      "type",
      "pay_min",
      "pay_max",
      "posted",
      "employer",
      "fit",
      "sort",
      "after",
      "x",
    );
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("remote", "oh", "tx", "prn", "25", "40.5", "pay", "mercy", "fit", "qualified"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), fc.boolean(), (pairs, own) => {
        const { criteria } = parseCriteria(new URLSearchParams(pairs), own);
        const again = parseCriteria(toSearchParams(criteria), own);
        expect(again.criteria).toEqual(criteria);
        expect(again.ignored).toEqual([]);
      }),
    );
  }, 60_000);

  it("go by the visitor's own profile only where they are read for a visitor", () => {
    const query = new URLSearchParams("fit=one-missing&fit=qualified&fit=excellent&sort=fit&mode=remote");
    const facets = { ...anyJob().facets, mode: ["remote"] };
    expect(parseCriteria(query, true)).toEqual({
      criteria: { ...anyJob(), facets, fit: ["qualified", "one-missing"], sort: "fit" },
      ignored: ["fit=excellent"],
    });
    expect(parseCriteria(query)).toEqual({
      criteria: { ...anyJob(), facets },
      ignored: ["fit=one-missing", "fit=qualified", "fit=excellent", "sort=fit"],
    });
    expect(withoutFit(parseCriteria(query, true).criteria)).toEqual({ ...anyJob(), facets });
  });

  it("have one URL, in whatever order they were chosen", () => {
    const one = withToggled(withToggled(anyJob(), "setting", "snf"), "mode", "remote");
    const other = withToggled(withToggled(anyJob(), "mode", "remote"), "setting", "snf");
    expect(toSearchParams(one).toString()).toBe("mode=remote&setting=snf");
    expect(toSearchParams(other).toString()).toBe("mode=remote&setting=snf");
  });

  it("begin at the first page again when a choice is made or dropped", () => {
    const page = { ...anyJob(), after: "m.1.2.x" };
    expect(withToggled(page, "mode", "remote").after).toBeNull();
    expect(withToggled(withToggled(page, "mode", "remote"), "mode", "remote")).toEqual(anyJob());
    expect(without({ ...page, q: "coder" }, "q")).toEqual(anyJob());
  });

  it("ask for nothing any more when every choice is dropped", () => {
    const query = "q=a&place=b&radius=3&mode=remote&pay_max=40&posted=3&employer=mercy&fit=qualified&sort=distance";
    const { criteria } = parseCriteria(new URLSearchParams(query), true);
    expect(choicesOf(criteria)).toEqual(["q", "place", "mode", "pay", "posted", "employer", "fit"]);
    expect(choicesOf(criteria).reduce(without, criteria)).toEqual(anyJob());
  });
});
