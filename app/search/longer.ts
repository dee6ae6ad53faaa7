/** Copies a list of numbers to the beginning of a longer one. @returns the longer one. */
export function longer<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
