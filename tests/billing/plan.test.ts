import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planState, planStatuses, worksUntil } from "~/billing/plan.ts";
import { DAY, later, MINUTE } from "~/platform/clock.ts";

const end = new Date("2026-12-22T10:00:00Z");
const plan = (status: (typeof planStatuses)[number], cancel_at: Date | null = null) => ({
  status,
  period_end: end,
  cancel_at,
});

describe("a plan", () => {
  test("is active in its month, and for a day more while Stripe has not told of the next", () => {
    expect(planState(plan("active"), later(end, -MINUTE))).toBe("active");
    expect(planState(plan("active"), later(end, DAY - MINUTE))).toBe("active");
    expect(planState(plan("active"), later(end, DAY))).toBe("unpaid");
  });

  test("that was cancelled works to the minute it ends, and no day more", () => {
    expect(planState(plan("active", end), later(end, -1))).toBe("ending");
    expect(planState(plan("active", end), end)).toBe("over");
  });

  test("that is to end months from now still has to be paid every month", () => {
    expect(planState(plan("active", later(end, 60 * DAY)), later(end, 2 * DAY))).toBe("unpaid");
  });

  test.each(["past_due", "unpaid", "incomplete", "paused"] as const)("that is %s does not work", (status) => {
    expect(planState(plan(status), later(end, -DAY))).toBe("unpaid");
    expect(worksUntil(plan(status))).toBeUndefined();
  });

  test.each(["canceled", "incomplete_expired"] as const)("that is %s is over", (status) => {
    expect(planState(plan(status), later(end, -DAY))).toBe("over");
  });

  test("works exactly before the moment until which it works, whatever is known of it", () => {
    const moments = fc.integer({ min: -90 * DAY, max: 90 * DAY }).map((ms) => later(end, ms));
    const facts = fc.record({
      status: fc.constantFrom(...planStatuses),
      period_end: moments,
      cancel_at: fc.option(moments, { nil: null }),
    });
    fc.assert(
      fc.property(facts, moments, (known, at) => {
        const until = worksUntil(known);
        const works = ["active", "ending"].includes(planState(known, at));
        expect(works).toBe(until !== undefined && at < until);
      }),
    );
  });
});
