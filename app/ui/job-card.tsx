import { useState } from "react";
import { cardBody, cardClass, cardTexts, type JobCardProps } from "./card-text";
import { Markup, written } from "./markup";
import { useWrittenLinks } from "./page-link";

export type { JobCardProps };

/** A job as lists show it, alone. */
export function JobCard(job: JobCardProps) {
  const { listeners, prefetched } = useWrittenLinks();
  return (
    <>
      <article className={cardClass(job)} {...listeners} {...written(cardBody(job, true))} />
      {prefetched}
    </>
  );
}

/**
 * A list of jobs, one on a page. It is written as text: twenty cards of forty elements each were what a result page spent
 * most of its time on. Without `cards` it stands on the page already, which the browser takes over as it is.
 */
export function JobCards({ cards }: { cards: readonly JobCardProps[] | undefined }) {
  const { listeners, prefetched } = useWrittenLinks();
  const [standing] = useState(() => (cards ? [] : [Markup.standingIn(".jobs")]));
  return (
    <>
      <div className="jobs" {...listeners} {...written(...(cards ? cardTexts(cards) : standing))} />
      {prefetched}
    </>
  );
}
