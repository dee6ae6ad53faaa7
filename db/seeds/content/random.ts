/** A stream of chances that the same seed always repeats. The demo's content takes every chance from one of these. */
export type Random = {
  /** From 0 up to but not including 1. */
  number(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of `list`; throws where it is empty. */
  pick<T>(list: readonly T[]): T;
  /** `count` different members of `list` in a random order; fewer where it is shorter. */
  take<T>(list: readonly T[], count: number): T[];
};

/** FNV-1a over the seed's characters: a 32-bit start for the generator. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Makes the stream of `seed` (mulberry32: small, fast and even enough for prose). */
export function random(seed: string): Random {
  let state = hash(seed);
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(number() * (to - from + 1));
  const take = <T>(list: readonly T[], count: number) => {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(int(0, rest.length - 1), 1));
    return taken;
  };
  return {
    number,
    int,
    take,
    chance: (probability) => number() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("There is nothing to pick from");
      return list[int(0, list.length - 1)]!;
    },
  };
}
