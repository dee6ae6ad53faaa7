/** No amount is longer, in characters: the patterns below take time by the square of it. */
const LONGEST = 40;

/** A number as people type it: `4`, `2.75`, `1,200`, `95 %`. Undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.trim().replace(/\s*%$/, "");
  if (!/^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})?(?:\.\d{1,4})?$/.test(plain) || !/\d/.test(plain)) return undefined;
  return Number(plain.replaceAll(",", ""));
}

/** US cents of an amount as people type it: `28`, `$33.50`, `68,000`, `68k`. Undefined for anything else. */
export function parseMoney(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const [, plain = "", thousand] = /^\$?\s*([\d,]*(?:\.\d{1,2})?)\s*(k)?$/i.exec(text.trim()) ?? [];
  const value = parseNumber(plain);
  return value === undefined ? undefined : Math.round(value * (thousand ? 1_000 : 1) * 100);
}

/** Cents as the form shows them: `33.50`, `68,000`. `parseMoney` reads it back to the same cents. */
export function writeMoney(cents: number): string {
  const dollars = Math.floor(cents / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
  return cents % 100 === 0 ? dollars : `${dollars}.${String(cents % 100).padStart(2, "0")}`;
}
