/** A value as one line of text. */
export type Packed = { text: string };

/**
 * A way to put a value of a loader's data into one line of text: data is otherwise taken apart to the last word, which for
 * a page of cards costs as much as rendering them. Who has what `pack` gave need not read it: a server renders from the
 * value itself.
 */
export function packing<T>(write: (value: T) => string, read: (text: string) => T) {
  const values = new WeakMap<Packed, T>();
  return {
    pack(value: T): Packed {
      const packed = { text: write(value) };
      values.set(packed, value);
      return packed;
    },
    unpack: (packed: Packed): T => values.get(packed) ?? read(packed.text),
    read,
  };
}
