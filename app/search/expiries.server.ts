/**
 * When documents leave the lists by themselves: a binary heap with the earliest on top. A date is never taken back; who
 * takes one off the top looks whether it still holds.
 */
export class Expiries {
  private times: number[] = [];
  private docs: number[] = [];

  /** Notes that a document lapses at `time` (milliseconds since 1970). */
  add(time: number, doc: number): void {
    let at = this.times.length;
    this.times.push(time);
    this.docs.push(doc);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.times[parent]! <= time) break;
      this.move(parent, at);
      at = parent;
    }
    this.times[at] = time;
    this.docs[at] = doc;
  }

  /** Takes out the document of the earliest date if that is not after `time`. */
  next(time: number): number | undefined {
    const [first] = this.times;
    if (first === undefined || first > time) return undefined;
    const doc = this.docs[0];
    const lastTime = this.times.pop()!;
    const lastDoc = this.docs.pop()!;
    const size = this.times.length;
    if (size === 0) return doc;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.times[child + 1]! < this.times[child]!) child++;
      if (this.times[child]! >= lastTime) break;
      this.move(child, at);
      at = child;
    }
    this.times[at] = lastTime;
    this.docs[at] = lastDoc;
    return doc;
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from]!;
    this.docs[to] = this.docs[from]!;
  }
}
