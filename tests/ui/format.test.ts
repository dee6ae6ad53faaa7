import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, formatAge, formatAgo, formatBytes, formatDate, formatDay, formatFullMoment, formatList, formatMoment, formatMoney, formatMoneyRange, formatNumber, formatTimeLeft } from "~/ui/format"; // prettier-ignore

const NOW = "2026-11-21T16:05:00.000Z";

describe("an age in days", () => {
  it.each([
    ["2026-11-21T00:00:00Z", "today"],
    ["2026-11-20T23:59:59Z", "yesterday"],
    ["2026-11-09T10:00:00Z", "12 days ago"],
    ["2026-11-22T00:00:00Z", "tomorrow"],
    ["2026-12-09T00:00:00Z", "in 18 days"],
  ])("%s is %s", (at, words) => {
    expect(formatAge(at, NOW)).toBe(words);
  });

  it("changes only with the UTC day, as cached pages do", () => {
    const dayStart = Date.parse("2026-11-21T00:00:00Z");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_399_999 }),
        fc.integer({ min: 0, max: 86_399_999 }),
        fc.integer({ min: -400, max: 400 }),
        (a, b, days) => {
          const at = new Date(dayStart - days * 86_400_000 + 5_000);
          return formatAge(at, new Date(dayStart + a)) === formatAge(at, new Date(dayStart + b));
        },
      ),
    );
  });

  it("refuses what is no date", () => {
    expect(() => formatAge("soon", NOW)).toThrow(RangeError);
  });
});

describe("a finer age", () => {
  it.each([
    ["2026-11-21T16:04:30Z", "just now"],
    ["2026-11-21T16:04:00Z", "1 minute ago"],
    ["2026-11-21T13:00:00Z", "3 hours ago"],
    ["2026-11-20T16:05:00Z", "yesterday"],
    ["2026-11-21T16:06:00Z", "today"],
  ])("%s is %s", (at, words) => {
    expect(formatAgo(at, NOW)).toBe(words);
  });
});

describe("dates in words", () => {
  it("leaves out this year and names another", () => {
    expect(formatDate("2026-12-09T00:00:00Z", NOW)).toBe("December 9");
    expect(formatDate("2027-01-02T00:00:00Z", NOW)).toBe("January 2, 2027");
    expect(formatDay("2026-12-09T00:00:00Z", NOW)).toBe("Dec\u00a09");
    expect(formatDay("2027-01-02T00:00:00Z", NOW)).toBe("Jan\u00a02,\u00a02027");
    expect(formatMoment("2026-11-19T11:02:00Z", NOW)).toBe("Nov 19 11:02");
    expect(formatMoment("2025-11-19T11:02:00Z", NOW)).toBe("Nov 19 2025 11:02");
    expect(formatFullMoment("2026-11-19T11:02:00Z")).toBe("November 19, 2026, 11:02 UTC");
  });
});

describe("money, from US cents", () => {
  it.each([
    [3350, 4100, "$33.50–$41.00"],
    [2800, 2800, "$28.00"],
    [925, 1100, "$9.25–$11.00"],
    [6_800_000, 8_400_000, "$68,000–$84,000"],
    [6_800_050, 8_400_000, "$68,000.50–$84,000.00"],
  ])("%i to %i is %s", (low, high, words) => {
    expect(formatMoneyRange(low, high)).toBe(words);
  });

  it("leaves the cents out of a whole price", () => {
    expect(formatMoney(19_900)).toBe("$199");
    expect(formatMoney(19_950)).toBe("$199.50");
    expect(formatMoney(-5)).toBe("−$0.05");
  });

  it("loses no cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (cents) => {
        const text = formatMoney(cents, { cents: "always" });
        return Number(text.replace(/\D/g, "")) === cents;
      }),
    );
  });
});

describe("counts, lists and sizes", () => {
  it("counts in words", () => {
    expect(countOf(1, "job")).toBe("1 job");
    expect(countOf(1204, "job")).toBe("1,204 jobs");
    expect(countOf(2, "reply", "replies")).toBe("2 replies");
    expect(formatNumber(1234567.25)).toBe("1,234,567.25");
  });

  it("joins words", () => {
    expect(formatList([])).toBe("");
    expect(formatList(["CCS"])).toBe("CCS");
    expect(formatList(["CCS", "CIC", "COC"], "or")).toBe("CCS, CIC or COC");
  });

  it("says sizes and the time left", () => {
    expect(formatBytes(1)).toBe("1 byte");
    expect(formatBytes(312_400)).toBe("312 kB");
    expect(formatBytes(5_242_880)).toBe("5.2 MB");
    expect(formatTimeLeft(200 * 60_000)).toBe("3 h 20 min");
    expect(formatTimeLeft(26 * 3_600_000)).toBe("1 d 2 h");
    expect(formatTimeLeft(-1)).toBe("0 min");
  });
});
