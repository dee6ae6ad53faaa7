import { dayOf, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import type { Standing } from "~/profiles/standing.ts";
import { cardOf, type CardContent, type CardOptions, type JobCardData } from "./components/job-card-props.ts";
import { isListed, type JobHead } from "./job.ts";
import { fitCard } from "./fit-card.ts";
import { demandsOf } from "./job-demands.ts";
import { keptCards } from "./kept-contents.server.ts";
import { keptHeads } from "./kept-heads.server.ts";

/** A job that a search found. */
type FoundCard = { id: JobId; featured: boolean; miles: number | null };

/**
 * The cards of found jobs, in their order; at most 100. What has left the lists since it was found is left out.
 * `level` is that of the titles' headings. For a person, by their `standing`, each says whether they qualify: that is told
 * from what is kept of the jobs, whoever asks.
 */
export async function listCards(
  db: Db,
  found: readonly FoundCard[],
  level?: 2 | 3,
  standing?: Standing,
): Promise<JobCardData[]> {
  const at = now();
  const today = at.toISOString().slice(0, 10);
  const byId = new Map(found.slice(0, 100).map((card) => [card.id, card]));
  const jobs = (await keptHeads(db, [...byId.keys()])).filter((job) => isListed(job, at));
  const contents = await keptCards(
    db,
    jobs.map(({ revisionId }) => revisionId),
  );
  return jobs.flatMap((job) => {
    const kept = contents.get(job.revisionId);
    if (!kept) return [];
    const card = keptCard(job, kept.content, { ...byId.get(job.id)!, at, level });
    return standing ? [fitCard(card, demandsOf(kept.demanding, job.origin), standing, today)] : [card];
  });
}

const made = new WeakMap<JobHead, { asked: string; card: JobCardData }>();

/** The card of a job: the same object as before for what nothing has changed of, so that it need not be written anew. */
function keptCard(job: JobHead, content: CardContent, options: CardOptions): JobCardData {
  const { at, featured, miles, level } = options;
  const asked = `${dayOf(at).getTime()} ${featured} ${miles} ${level}`;
  const before = made.get(job);
  if (before?.asked === asked) return before.card;
  const card = Object.freeze(cardOf(job, content, options));
  made.set(job, { asked, card });
  return card;
}
