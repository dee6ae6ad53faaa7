/** A value as one line of text. */
export type Packed = { text: string };
/** The same without its text where the page that it comes with shows the value. */
export type Shown = { text?: string };

/** On a server, what was packed. */
const sources = new WeakMap<Shown, { value: unknown; write: () => string }>();

/**
 * A way to put a value of a loader's data into one line of text: data is otherwise taken apart to the last word, which for
 * a page of cards costs as much as rendering them. Who has what `pack` gave need not read it: a server renders from the
 * value itself.
 */
export function packing<T>(write: (value: T) => string, read: (text: string) => T) {
  function remember<P extends Shown>(packed: P, value: T): P {
    sources.set(packed, { value, write: () => write(value) });
    return packed;
  }
  function unpack(packed: Packed): T;
  /** Undefined in a browser that finds the value on its page. */
  function unpack(packed: Shown): T | undefined;
  function unpack(packed: Shown): T | undefined {
    const source = sources.get(packed);
    if (source) return source.value as T;
    return packed.text === undefined ? undefined : read(packed.text);
  }
  return {
    pack: (value: T): Packed => remember({ text: write(value) }, value),
    show: (value: T): Shown => remember({}, value),
    unpack,
    read,
  };
}

/** On a server: all that a packed value says, its text left out or not; undefined for what is none. */
export function packedText(value: unknown): string | undefined {
  return typeof value === "object" && value !== null ? sources.get(value)?.write() : undefined;
}
