import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStateCode, parseStateList, stateByName, stateCodes, stateName, states } from "~/vocabulary/states.ts";

describe("the states", () => {
  it("are fifty, the District of Columbia and five territories", () => {
    const kinds = states.map((state) => state.kind);
    expect(kinds.filter((kind) => kind === "state")).toHaveLength(50);
    expect(kinds.filter((kind) => kind === "district")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "territory")).toHaveLength(5);
  });

  it("stand each on a cell of its own on the tile map, the territories on none", () => {
    const tiles = states.flatMap(({ tile }) => (tile ? [`${tile.row}/${tile.column}`] : []));
    expect(new Set(tiles).size).toBe(51);
    expect(states.every(({ kind, tile }) => (kind === "territory") === (tile === null))).toBe(true);
  });

  it.each([
    ["TX", "tx"],
    ["tx", "tx"],
    ["Texas", "tx"],
    ["Tex.", "tx"],
    ["Washington", "wa"],
    ["Washington, D.C.", "dc"],
    ["D.C.", "dc"],
    ["N. Dak.", "nd"],
    ["W. Va.", "wv"],
    ["Puerto Rico", "pr"],
    ["U.S. Virgin Islands", "vi"],
  ])("%s is %s", (text, code) => expect(stateByName(text)?.code).toBe(code));

  it.each(["Austin", "TX 78701", "", "Texas City", "Ontario", "constructor"])("%j is none", (text) =>
    expect(stateByName(text)).toBeUndefined(),
  );

  it("find each by its own code and name", () => {
    for (const { code, name } of states) {
      expect(stateByName(code)?.code).toBe(code);
      expect(stateByName(name)?.code).toBe(code);
      expect(stateName(code)).toBe(name);
      expect(isStateCode(code)).toBe(true);
    }
    expect(isStateCode("TX")).toBe(false);
    expect(stateName("zz")).toBe("ZZ");
  });
});

describe("a list of states", () => {
  it.each([
    ["TX, FL", ["tx", "fl"], ""],
    ["tx/fl", ["tx", "fl"], ""],
    ["al az co", ["al", "az", "co"], ""],
    ["Ohio and Indiana", ["oh", "in"], ""],
    ["West Virginia or Virginia", ["wv", "va"], ""],
    ["Arkansas; Kansas; Kansas", ["ar", "ks"], ""],
    ["IN, OR, ME", ["in", "or", "me"], ""],
    ["Washington, D.C., Maryland", ["dc", "md"], ""],
    ["must live in Texas or Florida", ["tx", "fl"], "must live in"],
    ["work in or near me", [], "work in, near me"],
    ["", [], ""],
  ])("%j", (text, codes, rest) => expect(parseStateList(text)).toEqual({ states: codes, rest }));

  it("is read back whole, by codes and by names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...stateCodes), { minLength: 1 }), (codes) => {
        for (const list of [codes.map((code) => code.toUpperCase()).join(", "), codes.map(stateName).join("; ")])
          expect(parseStateList(list)).toEqual({ states: codes, rest: "" });
      }),
    );
  });

  it("is never too strange to read", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void parseStateList(text)));
  });
});
