/** So many texts' values are kept: those of the pages that are being made. */
const KEPT = 16;

/**
 * A way to put a value of a loader's data into one line of text: data is otherwise taken apart to the last word, which for
 * a page of cards costs as much as rendering them. Where the text was just made it need not be read: a server renders from
 * the value.
 */
export function packing<T>(write: (value: T) => string, read: (text: string) => T) {
  const made = new Map<string, T>();
  return {
    pack(value: T): string {
      const text = write(value);
      made.set(text, value);
      const [oldest] = made.keys();
      if (made.size > KEPT && oldest !== undefined) made.delete(oldest);
      return text;
    },
    unpack: (text: string): T => made.get(text) ?? read(text),
    read,
  };
}
