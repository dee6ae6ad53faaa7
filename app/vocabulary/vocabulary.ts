/** One value of a closed vocabulary: the code is stored and stands in URLs, the label is shown. */
export type Entry<Code extends string = string> = { readonly code: Code; readonly label: string };

/** A closed vocabulary: its codes in the order they are shown, and their labels. */
export type Vocabulary<Code extends string = string> = {
  readonly codes: readonly [Code, ...Code[]];
  readonly entries: readonly Entry<Code>[];
  /** The label of `code`; the code itself where a later version took it away. */
  label(code: string): string;
  has(code: unknown): code is Code;
};

/** Makes a vocabulary of `labels`, a record from code to label, in its order. */
export function vocabulary<const Labels extends Record<string, string>>(
  labels: Labels,
): Vocabulary<keyof Labels & string> {
  type Code = keyof Labels & string;
  const codes = Object.keys(labels) as [Code, ...Code[]];
  return {
    codes,
    entries: codes.map((code) => ({ code, label: labels[code]! })),
    label: (code) => (Object.hasOwn(labels, code) ? labels[code]! : code),
    has: (code): code is Code => typeof code === "string" && Object.hasOwn(labels, code),
  };
}

export type CodeOf<V> = V extends Vocabulary<infer Code> ? Code : never;
