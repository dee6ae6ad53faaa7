import { credentialByCode } from "~/vocabulary/credentials.ts";
import { regions, type RegionCode } from "~/vocabulary/regions.ts";
import { fieldId, type PostForm } from "./post-form.ts";

/**
 * What the form offers with a button: the place that was meant, the credential that was meant, the states of a region.
 * Like the builder's buttons (edit-post-rows.ts) each is a submit button whose value names it, so it works without script.
 */
export type Offer =
  | { kind: "place"; index: number; label: string }
  | { kind: "credential"; index: number; piece: number; code: string }
  | { kind: "region"; region: RegionCode; all: boolean };

/** The value of an offer's button. */
export function offerValue(offer: Offer): string {
  switch (offer.kind) {
    case "place":
      return `place:${offer.index}:${offer.label}`;
    case "credential":
      return `credential:${offer.index}:${offer.piece}:${offer.code}`;
    case "region":
      return `region:${offer.region}:${offer.all ? "all" : "none"}`;
  }
}

/** The id of the button that takes or leaves a region. */
export const regionButtonId = (region: RegionCode, all: boolean) => `region-${region}-${all ? "all" : "none"}`;

/** The spellings in a credential field that the board does not know, as takeTypedCredentials leaves them. */
export function unknownPieces(add: string | undefined): string[] {
  return (add ?? "")
    .split(",")
    .map((piece) => piece.trim())
    .filter(Boolean);
}

/** Nobody types more than this into a credential field by hand; each piece is held against every credential. */
const LONGEST_TYPED = 500;

/** Of the pieces of a credential field those for which something near is looked for: none of a text that is too long. */
export function guessedPieces(add: string | undefined): string[] {
  return (add ?? "").length > LONGEST_TYPED ? [] : unknownPieces(add);
}

const newRowId = (rows: readonly { id?: string }[]) =>
  String(Math.max(0, ...rows.map(({ id }) => Number(id)).filter(Number.isSafeInteger)) + 1);

/**
 * Does what an offer's button says.
 * @returns the part as it is then, and the id of the control that takes the focus; undefined where `op` is no offer.
 */
export function takeOffer(part: PostForm, op: string): { part: PostForm; focus: string } | undefined {
  const [, kind, one = "", rest = ""] = /^(place|credential|region):([a-z0-9]{1,12}):(.{1,200})$/s.exec(op) ?? [];
  const index = /^\d{1,2}$/.test(one) ? Number(one) : -1;
  if (kind === "place" && part.places?.[index])
    return {
      // A new id makes it a new row for the page, which then shows the new text instead of what was typed.
      part: {
        ...part,
        places: part.places.map((row, at) => (at === index ? { id: newRowId(part.places ?? []), text: rest } : row)),
      },
      focus: fieldId(`places[${index}].text`),
    };
  if (kind === "credential") {
    const [, piece = "", code = ""] = /^(\d{1,2}):([a-z-]{2,12})$/.exec(rest) ?? [];
    if (!part.groups?.[index] || !credentialByCode(code)) return undefined;
    const groups = part.groups.map((group, at) => {
      if (at !== index) return group;
      const { add, codes = [], ...others } = group;
      const left = unknownPieces(add).filter((_, which) => which !== Number(piece));
      return { ...others, codes: [...new Set([...codes, code])], ...(left.length ? { add: left.join(", ") } : {}) };
    });
    return { part: { ...part, groups }, focus: fieldId(`groups[${index}].add`) };
  }
  const region = kind === "region" ? regions.find(({ code }) => code === one) : undefined;
  if (!region || (rest !== "all" && rest !== "none")) return undefined;
  const others = (part.states ?? []).filter((code) => !region.states.some((state) => state === code));
  return {
    part: { ...part, states: rest === "all" ? [...others, ...region.states] : others },
    focus: regionButtonId(region.code, rest === "all"),
  };
}
