import { stateCodes, type StateCode } from "./state-names.ts";
import { states } from "./states.ts";

/** The regions of the U.S. Census Bureau, and the territories, which it counts to none. A code stands in forms. */
const members = {
  northeast: ["ct", "me", "ma", "nh", "nj", "ny", "pa", "ri", "vt"],
  midwest: ["il", "in", "ia", "ks", "mi", "mn", "mo", "ne", "nd", "oh", "sd", "wi"],
  south: ["al", "ar", "de", "dc", "fl", "ga", "ky", "la", "md", "ms", "nc", "ok", "sc", "tn", "tx", "va", "wv"],
  west: ["ak", "az", "ca", "co", "hi", "id", "mt", "nv", "nm", "or", "ut", "wa", "wy"],
} as const satisfies Record<string, readonly StateCode[]>;
const territories = states.filter(({ kind }) => kind === "territory").map(({ code }) => code);

export type RegionCode = keyof typeof members | "territories";
export type Region = { readonly code: RegionCode; readonly label: string; readonly states: readonly StateCode[] };

const inOrder = (codes: readonly StateCode[]) => stateCodes.filter((code) => codes.includes(code));

/** Every state stands in one region. */
export const regions: readonly Region[] = [
  { code: "northeast", label: "Northeast", states: inOrder(members.northeast) },
  { code: "midwest", label: "Midwest", states: inOrder(members.midwest) },
  { code: "south", label: "South", states: inOrder(members.south) },
  { code: "west", label: "West", states: inOrder(members.west) },
  { code: "territories", label: "Territories", states: inOrder(territories) },
];
