import { madeOnce } from "~/ui/made-once.ts";
import { packing, type Shown } from "~/ui/packing.ts";
import type { JobCardData } from "./job-card-props.ts";
import type { PublicContent } from "./job-words.ts";

/**
 * JSON with the sign `¤` for its quotes and the other way round: on its way to the browser the text is put between quotes
 * three times over, and each within would become four characters.
 */
const swapQuotes = (text: string) => text.replace(/["¤]/g, (sign) => (sign === "¤" ? '"' : "¤"));

const write = madeOnce((value: object) => swapQuotes(JSON.stringify(value)));
const read = (text: string) => JSON.parse(swapQuotes(text));

const cards = packing<readonly JobCardData[]>((all) => `[${all.map(write).join()}]`, read);

/**
 * A page of cards as one line of text; a card that is kept is written once. A whole page shows them already (`JobCards`
 * finds them there), and to say everything twice was a fifth of it.
 */
export function packCards(all: readonly JobCardData[], { wholePage = false }: { wholePage?: boolean }): Shown {
  return wholePage && all.length > 0 ? cards.show(all) : cards.pack(all);
}

/** The cards; undefined in a browser that finds them on its page, where there are some. */
export const unpackCards = (packed: Shown) => cards.unpack(packed);

/** A job's content as one line of text. */
export const { pack: packContent, unpack: unpackContent } = packing<PublicContent>(write, read);
