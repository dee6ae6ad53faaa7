import { describe, expect, test } from "vitest";
import { orderValues } from "~/search/components/facet-order.ts";
import {
  appliedChoices,
  choiceWords,
  headingWords,
  isLandingPage,
  payChoiceWords,
  withoutChoices,
} from "~/search/components/search-words.ts";
import { searchParamsOf } from "~/search/components/use-live-search.ts";
import { onlyWith, parseCriteria, toSearchParams } from "~/search/criteria.ts";
import { facetCodes } from "~/search/facets.ts";
import type { SearchedPlace } from "~/search/job-search.ts";

const criteriaOf = (search: string) => parseCriteria(new URLSearchParams(search)).criteria;
const urlOf = (criteria: ReturnType<typeof criteriaOf>) => toSearchParams(criteria).toString();
const many =
  "q=inpatient&place=Austin&credential=ccs&credential=cic&type=prn&pay_min=28&posted=7&employer=lakemont&sort=pay";

describe("a search in words", () => {
  const austin: SearchedPlace = {
    answer: {
      kind: "point",
      label: "Austin, TX",
      scope: "city",
      city: "Austin",
      state: "tx",
      zip: null,
      lat: 30.27,
      lon: -97.74,
      population: 979_882,
      reach: 0,
      alternatives: [],
      note: null,
    },
    radius: 25,
  };

  test("says how many, for what and where", () => {
    expect(headingWords(46, criteriaOf("q=inpatient&place=Austin"), austin)).toBe(
      "46 jobs for “inpatient” within 25 miles of Austin, TX",
    );
    expect(headingWords(1, criteriaOf(""), null)).toBe("1 job");
  });

  test("does not claim a place that was not understood", () => {
    const nowhere: SearchedPlace = {
      answer: { kind: "unresolved", reason: "unknown", alternatives: [] },
      radius: null,
    };
    expect(headingWords(600, criteriaOf("place=Atlantis"), nowhere)).toBe("600 jobs");
  });

  test.each([
    ["pay_min=28", "From $28 an hour"],
    ["pay_max=45.5", "Up to $45.50 an hour"],
    ["pay_min=28&pay_max=45", "$28 to $45 an hour"],
    ["", null],
  ])("pay %s is %s", (search, expected) => {
    expect(payChoiceWords(criteriaOf(search))).toBe(expected);
  });
});

describe("applied choices", () => {
  test("are each a chip that leads to the search without it, from its first page", () => {
    const criteria = criteriaOf(`${many}&after=x`);
    const chips = appliedChoices(criteria, { lakemont: "Lakemont Regional Health" });
    expect(chips.map(({ label }) => label)).toEqual([
      "CIC",
      "CCS",
      "PRN / per diem",
      "From $28 an hour",
      "Posted in the last 7 days",
      "Lakemont Regional Health",
    ]);
    for (const chip of chips) {
      const rest = urlOf(chip.without);
      expect(rest).not.toContain("after=");
      expect(appliedChoices(chip.without, {})).toHaveLength(chips.length - 1);
    }
  });

  test("of a profile are chips to the person alone whose it is", () => {
    const { criteria } = parseCriteria(new URLSearchParams("fit=qualified&fit=one-missing&sort=fit"), true);
    expect(appliedChoices(criteria, {})).toEqual([]);
    const chips = appliedChoices(criteria, {}, true);
    expect(chips.map(({ label }) => label)).toEqual(["Qualified", "One thing missing"]);
    expect(urlOf(chips[0]!.without)).toBe("fit=one-missing&sort=fit");
    expect(choiceWords(criteria, "fit", {})).toBe("“Qualified” or “One thing missing”");
    expect(urlOf(withoutChoices(criteria))).toBe("sort=fit");
    expect(isLandingPage(criteria)).toBe(false);
  });

  test("cleared, leave the words, the place and the order", () => {
    expect(urlOf(withoutChoices(criteriaOf(many)))).toBe("q=inpatient&place=Austin&sort=pay");
  });

  test("one alone leaves nothing else", () => {
    expect(urlOf(onlyWith(criteriaOf(many), "credential"))).toBe("credential=cic&credential=ccs&sort=pay");
    expect(choiceWords(criteriaOf(many), "credential", {})).toBe("CIC or CCS");
  });
});

test("search engines list the bare list and one choice of one facet, nothing else", () => {
  for (const search of ["", "mode=remote", "state=oh", "credential=cpc"])
    expect(isLandingPage(criteriaOf(search))).toBe(true);
  for (const search of [
    "q=x",
    "mode=remote&state=oh",
    "credential=cpc&credential=ccs",
    "sort=pay",
    "after=x",
    "pay_min=20",
    "employer=lakemont",
  ])
    expect(isLandingPage(criteriaOf(search)), search).toBe(false);
});

describe("the order of a facet's values", () => {
  const counts = { cpc: 18, ccs: 39, cic: 27, coc: 11 };

  test("is by count, the chosen ones first, every value once", () => {
    const { first, more } = orderValues("credential", counts, ["coc"]);
    expect(first.slice(0, 4)).toEqual(["coc", "ccs", "cic", "cpc"]);
    expect(first).toHaveLength(8);
    expect([...first, ...more].sort()).toEqual([...facetCodes("credential")].sort());
  });

  test("shows every chosen value, however many", () => {
    const chosen = facetCodes("state").slice(0, 12);
    expect(orderValues("state", {}, chosen).first).toEqual(chosen);
  });

  test("is the vocabulary's where that has one, and a short list is whole", () => {
    expect(orderValues("apprentice", { no: 99 }, []).first).toEqual(facetCodes("apprentice"));
    expect(orderValues("ehr", { vista: 3 }, [])).toMatchObject({ more: [] });
    expect(orderValues("type", { "not-stated": 500, prn: 1 }, []).first.at(-1)).toBe("not-stated");
  });
});

describe("what a form asks for", () => {
  const form = (entries: [string, string][]) => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    return searchParamsOf(data).toString();
  };

  test("leaves out empty fields and is canonical", () => {
    expect(
      form([
        ["sort", ""],
        ["credential", "ccs"],
        ["q", " audit "],
        ["pay_min", ""],
        ["radius", ""],
      ]),
    ).toBe("q=audit&credential=ccs");
  });

  test("keeps what is not understood, so that the page can say it", () => {
    expect(
      form([
        ["pay_min", "lots"],
        ["q", ""],
      ]),
    ).toBe("pay_min=lots");
  });
});
