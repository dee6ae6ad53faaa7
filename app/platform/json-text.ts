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
