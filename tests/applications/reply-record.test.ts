import fc from "fast-check";
import { expect, test } from "vitest";
import { daysWords, LEAST_APPLICATIONS, replyRecord, type Asked } from "~/applications/reply-record.ts";
import { DAY, later } from "~/platform/clock.ts";

const at = new Date("2026-03-01T09:00:00Z");
const asked = (days: number | null): Asked => ({ at, answeredAt: days === null ? null : later(at, days * DAY) });

test("too few applications make no record", () => {
  expect(replyRecord(Array.from({ length: LEAST_APPLICATIONS - 1 }, () => asked(1)))).toBeUndefined();
  expect(replyRecord(Array.from({ length: LEAST_APPLICATIONS }, () => asked(1)))).toBeDefined();
});

test("the record says how many were answered and the median of their days", () => {
  const waits = [1, 2, 3, 4, 100, null, null, null, null, null];
  expect(replyRecord(waits.map(asked))).toEqual({ applications: 10, answered: 5, percent: 50, medianDays: 3 });
  expect(replyRecord([...waits, 6].map(asked))).toMatchObject({ answered: 6, medianDays: 3.5 });
  expect(replyRecord(waits.map(() => asked(null)))).toEqual({
    applications: 10,
    answered: 0,
    percent: 0,
    medianDays: null,
  });
});

test("whatever the history: only all answered are 100 %, and half of the waits are no longer than the median", () => {
  const wait = fc.option(fc.double({ min: 0, max: 365, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(fc.array(wait, { minLength: LEAST_APPLICATIONS, maxLength: 80 }), (waits) => {
      const record = replyRecord(waits.map(asked))!;
      const answered = waits.filter((days) => days !== null);
      expect(record.percent === 100).toBe(answered.length === waits.length);
      expect(record.percent === 0).toBe(answered.length * 100 < waits.length);
      if (record.medianDays === null) return expect(answered).toEqual([]);
      const near = 1e-6;
      const below = answered.filter((days) => days <= record.medianDays! + near).length;
      const above = answered.filter((days) => days >= record.medianDays! - near).length;
      expect(Math.min(below, above) * 2).toBeGreaterThanOrEqual(answered.length);
    }),
  );
});

test.each([
  [0, "less than a day"],
  [0.4, "less than a day"],
  [0.6, "1 day"],
  [1.4, "1 day"],
  [6.2, "6 days"],
  [1_200, "1,200 days"],
])("%s days are said as %s", (days, words) => {
  expect(daysWords(days)).toBe(words);
});
