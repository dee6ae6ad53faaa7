import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/**
 * One part of what every document demands, of which many have equal ones: each different part is held once, under a small
 * number, and a column says which one a document has. A number is used again when nobody has its part any more; `births`
 * tells what was judged before from what came since.
 */
export class PartTable<Part> {
  /** By document. */
  of = new Int32Array(0);
  /** How many parts ever came. */
  births = 0;
  private readonly numbers = new Map<string, number>();
  private readonly parts: { text: string; part: Part; uses: number; birth: number }[] = [];
  private readonly free: number[] = [];

  /** How many numbers there are, those in waiting among them. */
  get size(): number {
    return this.parts.length;
  }

  /** Makes room for documents below `capacity`. */
  resize(capacity: number): void {
    const of = new Int32Array(capacity);
    of.set(this.of);
    this.of = of;
  }

  /** Notes the part of a document that has none. */
  put(doc: number, part: Part): void {
    this.use(doc, JSON.stringify(part), () => part);
  }

  /** Forgets the part of a document that has one. */
  remove(doc: number): void {
    const number = this.of[doc]!;
    const { text } = this.parts[number]!;
    if (--this.parts[number]!.uses > 0) return;
    this.numbers.delete(text);
    this.free.push(number);
  }

  /** Every part that came after the first `births`, with its number. */
  *bornAfter(births: number): Generator<[number: number, part: Part]> {
    if (births === this.births) return;
    for (const [number, { part, uses, birth }] of this.parts.entries())
      if (birth > births && uses > 0) yield [number, part];
  }

  /** Writes the parts of documents below `end`. */
  async save(to: SnapshotWriter, name: string, end: number): Promise<void> {
    await to.writeJson(
      `${name}.parts`,
      this.parts.map(({ text, uses }) => (uses > 0 ? text : null)),
    );
    await to.write(name, [this.of.subarray(0, end)]);
  }

  /** Takes in what another table saved, for the documents that `has` names. There is room for them. */
  async restore(from: SnapshotReader, name: string, docs: Iterable<number>): Promise<void> {
    const texts = await from.readJson<(string | null)[]>(`${name}.parts`);
    const of = await from.readNumbers(name);
    for (const doc of docs) {
      const text = texts[of[doc]!]!;
      this.use(doc, text, () => JSON.parse(text) as Part);
    }
  }

  private use(doc: number, text: string, make: () => Part): void {
    const known = this.numbers.get(text);
    if (known !== undefined) {
      this.parts[known]!.uses++;
      this.of[doc] = known;
      return;
    }
    const number = this.free.pop() ?? this.parts.length;
    this.parts[number] = { text, part: make(), uses: 1, birth: ++this.births };
    this.numbers.set(text, number);
    this.of[doc] = number;
  }
}
