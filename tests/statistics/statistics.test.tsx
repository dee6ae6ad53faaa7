import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { DayChart, roundTop } from "~/statistics/components/day-chart.tsx";
import { formatRate, formatShare } from "~/statistics/statistics-words.ts";
import { conversion, makeStatistics, medianOfEnough, parseSpan, rangeOf } from "~/statistics/statistics.ts";

describe("a median", () => {
  test("is none below five jobs", () => {
    expect(medianOfEnough([1, 2, 3, 4])).toBeNull();
    expect(medianOfEnough([5, 1, 4, 2, 3])).toBe(3);
    expect(medianOfEnough([6, 1, 4, 2, 3, 5])).toBe(3.5);
  });

  test("has as many at or below it as at or above it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 5 }), (values) => {
        const median = medianOfEnough(values)!;
        const below = values.filter((value) => value <= median).length;
        const above = values.filter((value) => value >= median).length;
        expect(Math.min(below, above)).toBeGreaterThanOrEqual(values.length / 2);
      }),
    );
  });
});

test("what was counted by day and by source is the same in all", () => {
  const row = fc.record({
    day: fc.integer({ min: 95, max: 115 }),
    source: fc.constantFrom("search", "google", "direct"),
    views: fc.nat(9),
    clicks: fc.nat(9),
    applies: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { days, sources, total } = makeStatistics({ from: 100, to: 109 }, rows, []);
      const within = rows.filter(({ day }) => day >= 100 && day <= 109);
      const sum = (list: readonly { views: number }[]) => list.reduce((all, { views }) => all + views, 0);
      expect([days.length, sum(days), sum(sources), total.views]).toEqual([10, ...Array<number>(3).fill(sum(within))]);
    }),
  );
});

test("a span is one of those there are, and never longer than a year", () => {
  expect([parseSpan("90", false), parseSpan("term", false), parseSpan("term", true), parseSpan("1e9", true)]).toEqual([
    "90",
    "30",
    "term",
    "30",
  ]);
  expect(rangeOf("7", 100)).toEqual({ from: 94, to: 100 });
  expect(rangeOf("term", 5_000, 10)).toEqual({ from: 4_635, to: 5_000 });
});

test("conversion is of those who looked, and none where nobody did", () => {
  expect(conversion({ views: 40, clicks: 1, applies: 1 })).toBe(0.05);
  expect(conversion({ views: 0, clicks: 0, applies: 1 })).toBeNull();
  expect([formatShare(0.05), formatShare(0.004), formatShare(0.5), formatShare(null)]).toEqual(["5\u00A0%", "0.4\u00A0%", "50\u00A0%", "–"]); // prettier-ignore
  expect([formatRate(0.25), formatRate(3.44), formatRate(12.6), formatRate(0)]).toEqual(["0.25", "3.4", "13", "0"]);
});

describe("a chart", () => {
  test("ends at a round number that holds the highest bar", () => {
    expect([1, 2, 3, 7, 11, 45, 100, 101].map(roundTop)).toEqual([1, 2, 4, 8, 20, 60, 100, 200]);
  });

  test("says in words what its bars show", () => {
    const values = [3, 0, 12].map((count, at) => ({ day: 20_000 + at, count }));
    const markup = renderToStaticMarkup(
      <DayChart title="Views" noun="view" values={values} similar={{ median: 4.25, jobs: 23 }} today={20_002} />,
    );
    expect(markup).toContain("15 views from October 4 to October 6, at most 12 on October 6.");
    expect(markup).toContain("Median of 23 similar jobs: 4.3 a day");
    expect(markup.match(/<rect/g)).toHaveLength(2);
  });

  test("of nothing is an empty one", () => {
    const markup = renderToStaticMarkup(<DayChart title="Views" noun="view" values={[{ day: 20_000, count: 0 }]} />);
    expect(markup).toContain("0 views from October 4 to October 4.");
    expect(markup).not.toContain("<rect");
  });
});
