/**
 * A number of every document, to order them by, and its highest value among every 32 of them: whoever looks for the
 * first few reads no further where that is too low.
 */
export class RankColumn<Numbers extends Int32Array | Float64Array> {
  values: Numbers;
  peaks: Numbers;

  /** `make` makes a list of so many zeros. */
  constructor(private readonly make: (length: number) => Numbers) {
    this.values = make(0);
    this.peaks = make(0);
  }

  /** Makes room for documents below `capacity`, a multiple of 32. */
  resize(capacity: number): void {
    const { values, peaks } = this;
    this.values = this.make(capacity);
    this.values.set(values);
    this.peaks = this.make(capacity >>> 5);
    this.peaks.set(peaks);
  }

  /** Finds the peaks of `values` that were set all at once. */
  findPeaks(): void {
    for (let at = 0; at < this.peaks.length; at++)
      this.peaks[at] = Math.max(...this.values.subarray(at << 5, (at + 1) << 5));
  }

  /** Sets the number of a document. */
  set(doc: number, value: number): void {
    const { values, peaks } = this;
    const before = values[doc]!;
    values[doc] = value;
    const at = doc >>> 5;
    if (value >= peaks[at]!) peaks[at] = value;
    else if (before === peaks[at]) {
      const first = at << 5;
      let peak = values[first]!;
      for (let other = first + 1; other < first + 32; other++) if (values[other]! > peak) peak = values[other]!;
      peaks[at] = peak;
    }
  }
}
