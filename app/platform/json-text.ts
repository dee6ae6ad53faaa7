/**
 * JSON is kept in text columns: MariaDB's `json` is text that mysql2 returns as a string, MySQL's is returned parsed, and
 * the board runs on both.
 */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value);
}

/** Reads what `toJsonText` wrote. Only for columns that the board itself filled. @throws SyntaxError */
export function fromJsonText<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** JSON with sorted keys: what is alike gives the same text. `isNothing` says what is left out. */
export function sortedJsonText(value: unknown, isNothing: (inner: unknown) => boolean = () => false): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (isNothing(inner)) return undefined;
    if (!inner || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
