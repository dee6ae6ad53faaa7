import { type StateCode } from "~/vocabulary/states.ts";
import { type LatLon } from "./distance.ts";

/** A place with a name. `reach`: how far it extends from its middle, in miles; 0 for a city, whose area is unknown. */
export type Place = LatLon & {
  readonly name: string;
  readonly state: StateCode;
  readonly scope: "city" | "neighborhood" | "county" | "metro";
  readonly population: number;
  readonly reach: number;
};

/** A ZIP code's middle, and the place USPS names it for. */
export type ZipPlace = LatLon & { readonly place: Place };

export type Gazetteer = {
  /** The most prominent place of a name in a state; undefined where there is none. `key` is `placeKey`'s. */
  inState(key: string, state: StateCode): Place | undefined;
  /** Every place of a name, one a state, the most prominent first. */
  named(key: string): readonly Place[];
  zip(zip: number): ZipPlace | undefined;
  /** The people of the largest city of a name outside the United States; 0 where none has 100,000. */
  foreign(key: string): number;
  isForeignCountry(key: string): boolean;
  /** The metropolitan area, of our own table, whose central city this is. */
  metroOf(city: Place): Place | undefined;
  /** The places whose key begins with `prefix`, the most prominent first; only those in `states` where given. */
  startingWith(prefix: string, limit: number, states?: ReadonlySet<StateCode>): Place[];
  /** The ZIP codes that begin with one to five digits, ascending. */
  zipsStartingWith(digits: string, limit: number): number[];
};
