import { describe, expect, it } from "vitest";
import { isBordering } from "~/vocabulary/borders.ts";
import { stateCodes } from "~/vocabulary/states.ts";

const bordersOf = (code: string) => stateCodes.filter((other) => isBordering(code, other));

describe("borders", () => {
  it("hold both ways, and no state borders on itself", () => {
    for (const one of stateCodes) {
      expect(isBordering(one, one)).toBe(false);
      for (const other of stateCodes) expect(isBordering(one, other)).toBe(isBordering(other, one));
    }
  });

  it.each([
    ["ak", []],
    ["hi", []],
    ["pr", []],
    ["me", ["nh"]],
    ["dc", ["md", "va"]],
    ["ky", ["il", "in", "mo", "oh", "tn", "va", "wv"]],
    ["oh", ["in", "ky", "mi", "pa", "wv"]],
    ["mo", ["ar", "ia", "il", "ks", "ky", "ne", "ok", "tn"]],
    ["tn", ["al", "ar", "ga", "ky", "mo", "ms", "nc", "va"]],
  ])("of %s are known", (code, expected) => {
    expect([...bordersOf(code)].sort()).toEqual(expected);
  });

  it("are none where states meet at a point or across open water", () => {
    for (const [one, other] of [
      ["az", "co"],
      ["nm", "ut"],
      ["ny", "ri"],
      ["il", "mi"],
      ["mi", "mn"],
    ] as const)
      expect(isBordering(one, other)).toBe(false);
  });

  it("are as many as in the Stanford GraphBase (contiguous-usa.dat, the District included)", () => {
    const pairs = stateCodes.reduce((count, one) => count + bordersOf(one).length, 0) / 2;
    expect(pairs).toBe(107);
  });
});
