import { packing } from "~/ui/packing.ts";
import type { JobCardData } from "./job-card-props.ts";

/** A page of cards as one line of text. */
export const { pack: packCards, unpack: unpackCards } = packing<readonly JobCardData[]>(JSON.stringify, JSON.parse);
