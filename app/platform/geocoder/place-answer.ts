import type { StateCode } from "~/vocabulary/state-names.ts";

/** The longest place text that is read; what is longer is no place but a paragraph. */
export const PLACE_TEXT_LIMIT = 200;

export type PlaceScope = "zip" | "city" | "neighborhood" | "county" | "metro";

/** Another reading of the text, or a state that may be searched instead. Resolving `label` gives it. */
export type PlaceOption = { readonly label: string; readonly state: StateCode; readonly population: number };

/**
 * Which states a remote job is open to. `unstated`: the text names none. `all`: it says the United States.
 * `only` and `except`: the named ones, in the order of the text.
 */
export type RemoteStates =
  | { readonly rule: "unstated" }
  | { readonly rule: "all" }
  | { readonly rule: "only" | "except"; readonly states: readonly StateCode[] };

/** `note` says what of the text was set aside; null where nothing was. */
export type PlacePoint = {
  readonly kind: "point";
  /** `Austin, TX`, `Austin, TX 78701`; resolving it gives the same place. */
  readonly label: string;
  readonly scope: PlaceScope;
  /** The city; of a county or metropolitan area its name. */
  readonly city: string;
  readonly state: StateCode;
  /** Five digits. */
  readonly zip: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
  /** How far a county or metropolitan area extends from the point, in miles: search at least this far. Else 0. */
  readonly reach: number;
  /** Other places of the name, the most populous first, where the text did not say the state. */
  readonly alternatives: readonly PlaceOption[];
  readonly note: string | null;
};

export type PlaceAnswer =
  | PlacePoint
  | {
      readonly kind: "state";
      readonly label: string;
      readonly state: StateCode;
      /** Large cities of the same name: New York. */
      readonly alternatives: readonly PlaceOption[];
      readonly note: string | null;
    }
  | { readonly kind: "remote"; readonly label: string; readonly states: RemoteStates; readonly note: string | null }
  | { readonly kind: "country"; readonly label: "United States" }
  | {
      readonly kind: "unresolved";
      readonly reason: PlaceProblem;
      readonly alternatives: readonly PlaceOption[];
    };

/** Why a text gives no place, in a sentence a person can act on. */
export const placeProblems = {
  empty: "No place was given.",
  "too-long": `A place has at most ${PLACE_TEXT_LIMIT} characters.`,
  several: "This says that there are several places, not which.",
  unnamed: "This names no place.",
  unknown: "No city, county, state or ZIP code of the United States was recognized.",
  "unknown-city": "No such city is known in this state.",
  "unknown-zip": "No such ZIP code is known.",
  ambiguous: "Several cities have this name; add the state.",
  contradiction: "The ZIP code lies elsewhere than the city or state.",
  abroad: "This place is outside the United States.",
  military: "Military mail (APO, FPO, DPO) does not say where a place is.",
} as const;
export type PlaceProblem = keyof typeof placeProblems;
