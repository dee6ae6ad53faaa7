import { cardBody, cardClass, cardTexts, type JobCardProps } from "./card-text";
import { written } from "./markup";
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
 * A list of jobs. It is written as text: twenty cards of forty elements each were what a result page spent most of its
 * time on.
 */
export function JobCards({ cards }: { cards: readonly JobCardProps[] }) {
  const { listeners, prefetched } = useWrittenLinks();
  return (
    <>
      <div className="jobs" {...listeners} {...written(...cardTexts(cards))} />
      {prefetched}
    </>
  );
}
