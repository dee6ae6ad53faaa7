import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOURLY_PAY_SCALE, niceScale, percent, positionOn } from "~/ui/scale";

describe("a scale", () => {
  it("cuts what lies beyond its ends", () => {
    expect(positionOn(HOURLY_PAY_SCALE, 900)).toBe(0);
    expect(positionOn(HOURLY_PAY_SCALE, 3800)).toBe(50);
    expect(positionOn(HOURLY_PAY_SCALE, 9900)).toBe(100);
    expect(positionOn({ min: 5, max: 5 }, 5)).toBe(0);
    expect(percent(33.33333)).toBe("33.33%");
  });

  it("with round ends holds every value, on three to seven ticks that begin and end it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50_000_000 }), { minLength: 1, maxLength: 5 }), (values) => {
        const scale = niceScale(values);
        expect(scale.min).toBeLessThanOrEqual(Math.min(...values));
        expect(scale.max).toBeGreaterThanOrEqual(Math.max(...values));
        expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
        expect(scale.ticks.length).toBeLessThanOrEqual(7);
        expect(scale.ticks[0]).toBe(scale.min);
        expect(scale.ticks.at(-1)).toBeCloseTo(scale.max, 5);
      }),
    );
  });

  it("needs a value", () => {
    expect(() => niceScale([])).toThrow(RangeError);
    expect(() => niceScale([Number.NaN])).toThrow(RangeError);
  });
});
