import { LRUCache } from "lru-cache";
import { DAY, SECOND } from "~/platform/clock.ts";
import { GuestPage } from "./guest-page.server.ts";
import type { Encoding } from "./accepted-encoding.server.ts";

/** So long may a fact that no change feed tells of (what an employer says of itself, the price) stand as it was. */
const RECHECK_MS = 3 * SECOND;
/** A rendering that has not ended by then has failed; it has given itself up long before. */
const LONGEST_RENDER = 20 * SECOND;

/** What rendering the page of an address gave. */
export type Rendered =
  /** Its answer is the one that was `known`. */
  | "unchanged"
  /** Its answer is for one visitor only: a cookie is set, or it may not be stored. */
  | "personal"
  /** `digest` names the answer behind a page: equal ones are rendered alike. Headers are names and values in turn. */
  | { status: number; headers: readonly string[]; body: Buffer; digest: string };

/** Renders `address` for a guest, unless its answer's digest is `known`. Bound to no client's request. */
export type RenderGuest = (
  address: string,
  asked: { known: string | undefined; requestId: string },
) => Promise<Rendered>;

/** An answer that is not kept: a page that isn't there, an address that has moved, a failure. */
export type PassingAnswer = Exclude<Rendered, string>;

type Kept = {
  readonly page: GuestPage;
  readonly digest: string;
  /** The search's version and the UTC day for which this was last found to be right, and when, in milliseconds. */
  readonly version: number;
  readonly day: number;
  readonly checkedAt: number;
};

type Flight = { version: number; day: number; outcome: Promise<GuestPage | PassingAnswer | "personal"> };

/**
 * The pages of guests, by address (`pageAddress`), in at most `maxBytes`. A page is right if the search's version and
 * the UTC day are those for which it was last checked, a few seconds ago at most; else its answer is computed anew, and
 * only where that has changed the page is rendered anew too.
 */
export class GuestPages {
  private readonly pages: LRUCache<string, Kept>;
  private readonly flights = new Map<string, Flight>();

  constructor(
    private readonly board: {
      render: RenderGuest;
      /** The search's version: whatever changes on a job changes it. */
      version(): number;
      /** Milliseconds since 1970. */
      now(): number;
      maxBytes: number;
      /** The Vary header of every page. */
      vary: string;
    },
  ) {
    this.pages = new LRUCache({
      maxSize: board.maxBytes,
      sizeCalculation: ({ page }, address) => page.bytes + 2 * address.length,
    });
  }

  /** The pages kept now, and their bytes. */
  get size(): { pages: number; bytes: number } {
    return { pages: this.pages.size, bytes: this.pages.calculatedSize };
  }

  /** The page of an address if it is kept and known to be right. */
  fresh(address: string): GuestPage | undefined {
    const kept = this.pages.get(address);
    if (!kept) return undefined;
    const now = this.board.now();
    return kept.version === this.board.version() &&
      kept.day === Math.floor(now / DAY) &&
      now - kept.checkedAt < RECHECK_MS &&
      now >= kept.checkedAt
      ? kept.page
      : undefined;
  }

  /**
   * The page of an address, checked or rendered if it must be. All who ask for it meanwhile share that; whoever asks after
   * a change does not. Rejects for each of them if the rendering failed, and keeps nothing.
   */
  get(address: string, requestId: string): Promise<GuestPage | PassingAnswer | "personal"> {
    const page = this.fresh(address);
    if (page) return Promise.resolve(page);
    const version = this.board.version();
    const day = Math.floor(this.board.now() / DAY);
    const flying = this.flights.get(address);
    if (flying && flying.version === version && flying.day === day) return flying.outcome;
    const flight: Flight = { version, day, outcome: Promise.resolve("personal") };
    flight.outcome = this.fly(address, flight, requestId).finally(() => {
      if (this.flights.get(address) === flight) this.flights.delete(address);
    });
    this.flights.set(address, flight);
    return flight.outcome;
  }

  /** Makes the encoding, and counts its bytes. */
  async represent(address: string, page: GuestPage, encoding: Encoding) {
    const representation = await page.represent(encoding);
    const kept = this.pages.peek(address);
    // The list counts a value when it is given one, and only a new one.
    if (kept?.page === page) this.pages.set(address, { ...kept });
    return representation;
  }

  private async fly(address: string, flight: Flight, requestId: string) {
    const known = this.pages.peek(address);
    // Read before the answer is: a change that comes meanwhile is seen by the next visitor.
    const checkedAt = this.board.now();
    const rendered = await inTime(this.board.render(address, { known: known?.digest, requestId }));
    const newest = this.flights.get(address) === flight;
    const keep = (page: GuestPage, digest: string) => {
      if (newest) this.pages.set(address, { page, digest, version: flight.version, day: flight.day, checkedAt });
      return page;
    };
    if (rendered === "unchanged") {
      if (!known) throw new Error("Nothing was known that could be unchanged");
      return keep(known.page, known.digest);
    }
    if (rendered !== "personal" && rendered.status === 200)
      return keep(new GuestPage(rendered.body, rendered.headers, this.board.vary), rendered.digest);
    if (newest) this.pages.delete(address);
    return rendered;
  }
}

async function inTime<T>(rendering: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The page was not rendered in time")), LONGEST_RENDER);
  });
  try {
    return await Promise.race([rendering, late]);
  } finally {
    clearTimeout(timer);
  }
}
