import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keptRoutes } from "~/http/guest-pages/kept-routes.ts";
import { pageAddress } from "~/http/guest-pages/page-address.ts";
import { policies } from "~/http/policies.ts";
import routes from "~/routes.ts";
import { parseCriteria, toSearchParams } from "~/search/criteria.ts";
import { facetCodes, facetNames } from "~/search/facets.ts";
import type { RouteConfigEntry } from "@remix-run/route-config";

/** Public pages that are not kept: one sets a cookie, one is a 404, one leads away. What answers machines is no page. */
const notKept = ["pages/theme.ts", "pages/not-found.tsx", "applications/apply-away.tsx"];

describe("the list of kept pages", () => {
  const modules = new Map(
    (routes as RouteConfigEntry[]).map(({ file, path = "" }) => [file.replace(/^routes\//, ""), `/${path}`]),
  );

  test.each(Object.entries(keptRoutes))(
    "%s is a public page without a form of its own, at its path",
    (name, { path }) => {
      expect(modules.get(name)).toBe(path);
      expect(policies[name]).toEqual({ loader: "everyone" });
    },
  );

  test("every other page without a form is left out knowingly", () => {
    const others = [...modules.keys()].filter(
      (name) => policies[name]?.loader === "everyone" && !policies[name].action && !keptRoutes[name],
    );
    expect(others.filter((name) => !notKept.includes(name) && !name.startsWith("machine/"))).toEqual([]);
  });
});

describe("the address a page is kept under", () => {
  test.each([
    ["/", "/"],
    ["/?utm_source=mail", "/"],
    ["/terms", "/terms"],
    ["/jobs/senior-coder-1ABCdef", "/jobs/senior-coder-1ABCdef"],
    ["/jobs/senior-coder-1ABCdef.data?x=1", "/jobs/senior-coder-1ABCdef.data"],
    ["/_root.data", "/_root.data"],
    ["/employers/mercy?x=1&after=k", "/employers/mercy?after=k"],
    ["/jobs?type=prn&q=coder&type=full-time", "/jobs?q=coder&type=full-time&type=prn"],
    ["/jobs?Q=1&q=coder", "/jobs?q=coder&Q=1"],
    ["/jobs.data?q=coder&_routes=routes%2Fjobs%2Fsearch", "/jobs.data?q=coder&_routes=routes%2Fjobs%2Fsearch"],
    ["/jobs?pay_min=%2420.00", "/jobs?pay_min=%2420.00"],
  ])("of %s is %s", (url, address) => expect(pageAddress(url)).toBe(address));

  test.each([
    ["a form", "/sign-in"],
    ["a private page", "/account"],
    ["the page of an application", "/jobs/coder/apply"],
    ["the API", "/api/v1/jobs"],
    ["a webhook", "/webhooks/stripe"],
    ["a file", "/assets/root.js"],
    ["nothing at all", "/nowhere"],
    ["a path in another spelling", "/jobs/"],
    ["a path in percent signs", "/jobs/%61bc"],
    ["a path that climbs", "/jobs/../account"],
    ["another host", "//evil.example/jobs"],
    ["what the page redirects: an empty field", "/jobs?q=&type=prn"],
    ["Remix's parameters on a document", "/jobs?_routes=root"],
    ["the data of single routes in the old way", "/jobs?_data=root"],
    ["routes that are none", "/jobs.data?_routes=<script>"],
    ["a long address", `/jobs?q=${"a".repeat(1_100)}`],
    ["an address that grows long", `/jobs?${"x=%C3%A4&".repeat(20)}q=${"é".repeat(800)}`],
  ])("%s has none", (_, url) => expect(pageAddress(url)).toBeUndefined());

  const parameter = fc.oneof(
    fc
      .constantFrom(...facetNames)
      .chain((facet) => fc.tuple(fc.constant(facet as string), fc.constantFrom(...facetCodes(facet)))),
    fc.tuple(
      fc.constantFrom(
        "q",
        "place",
        "radius",
        "posted",
        "pay_min",
        "pay_max",
        "sort",
        "after",
        "employer",
        "fit",
        "page",
        "=",
        "é",
      ),
      fc.oneof(
        fc.constantFrom(
          "20",
          "30.00",
          "$25",
          "pay",
          "newest",
          "fit",
          "qualified",
          "one-missing",
          "Austin, TX",
          "mercy",
          "1e9",
          "a  b",
          "a=b&c",
          "-x",
          "\u0001",
          "%",
        ),
        fc.string({ minLength: 1, maxLength: 30, unit: "binary" }),
      ),
    ),
  );
  const query = fc
    .array(parameter, { maxLength: 8 })
    .map((pairs) => new URLSearchParams(pairs.filter(([, value]) => value.trim() !== "")));
  /** All that the page's loader reads. */
  const meaning = (params: URLSearchParams) => ({
    ...parseCriteria(params, true),
    typed: [params.get("pay_min"), params.get("pay_max")],
  });
  const paramsOf = (address: string) => new URLSearchParams(address.split("?")[1] ?? "");

  test("asks exactly what was asked, so that other answers have other addresses", () => {
    fc.assert(
      fc.property(query, (params) => {
        const address = pageAddress(`/jobs?${params}`);
        fc.pre(address !== undefined);
        expect(meaning(paramsOf(address!))).toEqual(meaning(params));
        expect(pageAddress(address!)).toBe(address);
      }),
      { numRuns: 500 },
    );
  });

  test("is one for one search, in whatever order, case and spacing it was asked", () => {
    const search = query.map((params) => {
      const { criteria } = parseCriteria(params);
      return toSearchParams({ ...criteria, payMin: null, payMax: null });
    });
    fc.assert(
      fc.property(search, fc.infiniteStream(fc.nat()), (params, dice) => {
        const canonical = pageAddress(`/jobs?${params}`);
        fc.pre(canonical !== undefined);
        const spelled = [...params].flatMap(([name, value]): [string, string][] => {
          const isFacet = (facetNames as readonly string[]).includes(name);
          const loud = isFacet ? ` ${value.toUpperCase()} ` : value;
          return isFacet && dice.next().value % 2
            ? [
                [name, loud],
                [name, value],
              ]
            : [[name, loud]];
        });
        const shuffled = spelled
          .map((pair) => ({ pair, at: dice.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ pair }) => pair);
        expect(pageAddress(`/jobs?${new URLSearchParams(shuffled)}`)).toBe(canonical);
      }),
      { numRuns: 300 },
    );
  });

  test("is never longer than its bound, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: "binary" }), (text) => {
        for (const url of [`/jobs?${text}`, `/jobs?q=${text}`, `/jobs/${text}`, text])
          expect(pageAddress(url)?.length ?? 0).toBeLessThanOrEqual(1_024);
      }),
    );
  });
});
