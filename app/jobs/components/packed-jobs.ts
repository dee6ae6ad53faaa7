import { madeOnce } from "~/ui/made-once.ts";
import { packing } from "~/ui/packing.ts";
import type { JobCardData } from "./job-card-props.ts";
import type { PublicContent } from "./job-words.ts";

/**
 * JSON with the sign `¤` for its quotes and the other way round: on its way to the browser the text is put between quotes
 * three times over, and each within would become four characters.
 */
const swapQuotes = (text: string) => text.replace(/["¤]/g, (sign) => (sign === "¤" ? '"' : "¤"));

const write = madeOnce((value: object) => swapQuotes(JSON.stringify(value)));
const read = (text: string) => JSON.parse(swapQuotes(text));

/** A page of cards as one line of text. A card that is kept is written once. */
export const { pack: packCards, unpack: unpackCards } = packing<readonly JobCardData[]>(
  (cards) => `[${cards.map(write).join()}]`,
  read,
);

/** A job's content as one line of text. */
export const { pack: packContent, unpack: unpackContent } = packing<PublicContent>(write, read);
