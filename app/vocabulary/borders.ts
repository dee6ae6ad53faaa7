import { stateCodes, type StateCode } from "./state-names.ts";

/**
 * The states with which each shares a border on land or across a river that is bridged; a point (Four Corners) and open
 * water (Rhode Island and New York) are none. Each pair stands once, with the state whose code comes first.
 */
const eastward: Partial<Record<StateCode, string>> = {
  al: "fl ga ms tn",
  ar: "la mo ms ok tn tx",
  az: "ca nm nv ut",
  ca: "nv or",
  co: "ks ne nm ok ut wy",
  ct: "ma ny ri",
  dc: "md va",
  de: "md nj pa",
  fl: "ga",
  ga: "nc sc tn",
  ia: "il mn mo ne sd wi",
  id: "mt nv or ut wa wy",
  il: "in ky mo wi",
  in: "ky mi oh",
  ks: "mo ne ok",
  ky: "mo oh tn va wv",
  la: "ms tx",
  ma: "nh ny ri vt",
  md: "pa va wv",
  me: "nh",
  mi: "oh wi",
  mn: "nd sd wi",
  mo: "ne ok tn",
  ms: "tn",
  mt: "nd sd wy",
  nc: "sc tn va",
  nd: "sd",
  ne: "sd wy",
  nh: "vt",
  nj: "ny pa",
  nm: "ok tx",
  nv: "or ut",
  ny: "pa vt",
  oh: "pa wv",
  ok: "tx",
  or: "wa",
  pa: "wv",
  sd: "wy",
  tn: "va",
  ut: "wy",
  va: "wv",
};

const neighbours = new Map<string, Set<string>>(stateCodes.map((code) => [code, new Set()]));
for (const [one, others] of Object.entries(eastward))
  for (const other of others.split(" ")) {
    neighbours.get(one)!.add(other);
    neighbours.get(other)!.add(one);
  }

/** Whether two different states share a border, so that some people of one can get to work in the other. */
export function isBordering(one: string, other: string): boolean {
  return neighbours.get(one)?.has(other) ?? false;
}
