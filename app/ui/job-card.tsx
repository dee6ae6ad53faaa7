import { useLocation } from "@remix-run/react";
import { classNames } from "./class-names";
import { factsText, payText, type JobCardProps } from "./card-text";
import { written } from "./markup";
import { PageLink } from "./page-link";

export type { JobCardProps };

/**
 * A job in a list; its page learns from the link's state where the reader came from. Reading order: pay, title, employer,
 * place, credentials, apprentices, production, age. All but the title is written as text: twenty cards of forty elements
 * each were what a result page spent most of its time on.
 */
export function JobCard(job: JobCardProps) {
  const { pathname, search } = useLocation();
  const Heading = job.level === 3 ? "h3" : "h2";
  return (
    <article className={classNames("job", job.featured && "job--featured")}>
      <div {...written(payText(job))} />
      <div>
        <div className="job-top">
          <Heading className="job-title">
            <PageLink to={job.to} state={{ from: pathname + search }} discover={job.discover}>
              {job.title}
            </PageLink>
          </Heading>
          {job.save}
        </div>
        <div {...written(factsText(job))} />
      </div>
    </article>
  );
}

/** A list of jobs. */
export function JobCards({ cards }: { cards: readonly JobCardProps[] }) {
  return (
    <div className="jobs">
      {cards.map((card, index) => (
        <JobCard key={card.to} {...card} discover={index === 0} />
      ))}
    </div>
  );
}
