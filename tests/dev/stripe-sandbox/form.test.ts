import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCard, testCards } from "../../../dev/stripe-sandbox/cards.ts";
import { totalsOf } from "../../../dev/stripe-sandbox/checkout/totals.ts";
import { decodeForm } from "../../../dev/stripe-sandbox/form.ts";
import type { CouponRow, PriceRow, Rows, Table } from "../../../dev/stripe-sandbox/rows.ts";

describe("a form", () => {
  test("is read with nested groups and lists, numbered or not", () => {
    expect(decodeForm("a=1&b[c]=2&d[0][e]=3&d[1][e]=4&f[]=5&f[]=6&g=a%26b")).toEqual({
      a: "1",
      b: { c: "2" },
      d: [{ e: "3" }, { e: "4" }],
      f: ["5", "6"],
      g: "a&b",
    });
  });

  test.each(["__proto__[polluted]=1", "a[constructor]=1", "[a]=1", "a[b=1", "a=1&a[b]=2", `a${"[b]".repeat(20)}=1`])(
    "with the name in %s is refused",
    (encoded) => expect(() => decodeForm(encoded)).toThrow(),
  );

  test("of flat names reads back what was written", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/).filter((text) => text !== "constructor" && text !== "prototype");
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (values) => {
        expect(decodeForm(new URLSearchParams(values).toString())).toEqual(values);
      }),
    );
  });
});

test("test cards are valid numbers, found however they are spaced", () => {
  const doubled = (digit: number) => (digit > 4 ? digit * 2 - 9 : digit * 2);
  const luhn = (number: string) =>
    [...number].reverse().reduce((sum, digit, place) => sum + (place % 2 ? doubled(Number(digit)) : Number(digit)), 0) %
    10;
  expect(testCards.filter((one) => one.type === "card" && luhn(one.number) !== 0)).toEqual([]);
  expect(findCard("4242-4242 4242 4242")?.name).toBe("visa");
  expect(findCard("4111111111111111")).toBeUndefined();
});

test("a discount is shared over the lines, never exceeds one and adds up", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
  const off = fc.oneof(
    fc.record({ percentOff: fc.integer({ min: 1, max: 100 }), amountOff: fc.constant(null) }),
    fc.record({ percentOff: fc.constant(null), amountOff: fc.integer({ min: 1, max: 2_000_000 }) }),
  );
  fc.assert(
    fc.property(amounts, off, (units, { percentOff, amountOff }) => {
      const coupon: Partial<CouponRow> = { id: "c", percentOff, amountOff };
      const prices = units.map((unitAmount, index): Partial<PriceRow> => ({ id: `p${index}`, unitAmount }));
      const rows: Partial<{ [T in Table]: Partial<Rows[T]>[] }> = { coupon: [coupon], price: prices };
      const tx = {
        get: <T extends Table>(table: T, id: string) =>
          rows[table]?.find((row) => row.id === id) as Rows[T] | undefined,
        list: () => [],
      };
      const lineItems = units.map((_, index) => ({ id: `li${index}`, price: `p${index}`, quantity: 1, metadata: {} }));
      const totals = totalsOf(tx, { lineItems, discount: { coupon: "c" } });
      expect(totals.total).toBe(totals.subtotal - totals.discount);
      for (const line of totals.lines) expect(line.discount >= 0 && line.discount <= line.subtotal).toBe(true);
      if (amountOff !== null) expect(totals.discount).toBe(Math.min(amountOff, totals.subtotal));
      if (percentOff === 100) expect(totals.total).toBe(0);
    }),
  );
});
