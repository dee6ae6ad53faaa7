import { LRUCache } from "lru-cache";
import type { Db } from "~/platform/database.server.ts";
import type { RevisionId } from "~/platform/ids.ts";
import { cardContent, type CardContent } from "./components/job-card-props.ts";
import { listContents } from "./job-content.queries.server.ts";
import type { JobContent } from "./job-content.ts";
import type { DemandingContent } from "./job-demands.ts";

// A revision is never changed once it is written, so what was read of it stays right for good, in every process; nine
// queries less for a page. What may change of a job (its dates, state, employer) is read anew every time.

/** What lists need of a revision: what its card says, and who may have the job. */
export type KeptCard = { content: CardContent; demanding: DemandingContent };

/** Two kilobytes each at most. */
const cards = new LRUCache<RevisionId, KeptCard>({ max: 10_000 });

/** At most 16 MB, most of it the texts. */
const contents = new LRUCache<RevisionId, JobContent>({
  maxSize: 16_000_000,
  sizeCalculation: ({ bodySource, bodyHtml, bodyText, questions }) =>
    4_000 + 2 * (bodySource.length + bodyHtml.length + bodyText.length) + 1_000 * questions.length,
});

/** What lists say of the revisions that exist, by id; at most 100. */
export async function keptCards(db: Db, ids: readonly RevisionId[]): Promise<Map<RevisionId, KeptCard>> {
  const found = new Map<RevisionId, KeptCard>();
  const unknown: RevisionId[] = [];
  for (const id of new Set(ids)) {
    const card = cards.get(id);
    if (card) found.set(id, card);
    else unknown.push(id);
  }
  for (const [id, content] of await listContents(db, unknown.slice(0, 100))) {
    const card = deepFreeze({ content: cardContent(content), demanding: demandingOf(content) });
    cards.set(id, card);
    found.set(id, card);
  }
  return found;
}

function demandingOf(content: JobContent): DemandingContent {
  const { mode, stateReach, states, apprentice, credentialGroups, experience } = content;
  const locations = content.locations.map(({ state }) => ({ state }));
  return { mode, stateReach, states, apprentice, credentialGroups, experience, locations };
}

/** The content of a revision, shared by all who ask: it is frozen. Undefined where there is none. */
export async function keptContent(db: Db, id: RevisionId): Promise<JobContent | undefined> {
  const known = contents.get(id);
  if (known) return known;
  const content = (await listContents(db, [id])).get(id);
  if (content) contents.set(id, deepFreeze(content));
  return content;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
