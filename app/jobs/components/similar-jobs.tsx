import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { JobCards } from "~/ui/job-card.tsx";
import type { JobCardData } from "./job-card-props.ts";

/** Jobs like the one of the page (`JobCards` has what undefined means); without any, the way to all of them. */
export function SimilarJobs({ cards }: { cards: readonly JobCardData[] | undefined }) {
  return (
    <section className="similar" id="similar" aria-labelledby="similar-title">
      <h2 id="similar-title">Similar jobs</h2>
      {cards?.length === 0 ? <p className="quiet">None is open at the moment.</p> : <JobCards cards={cards} />}
      <div className="btns">
        <ButtonLink to={paths.jobs()}>Search all jobs</ButtonLink>
      </div>
    </section>
  );
}

/** A job that a moderator took down: that it is gone, and what is open instead. */
export function TakenDown({ similar }: { similar: readonly JobCardData[] | undefined }) {
  return (
    <main id="main" className="wrap">
      <div className="answer answer--over">
        <p className="status">410</p>
        <h1>This job was taken down</h1>
        <p>A moderator of this board removed it. It takes no applications; be careful with anybody who refers to it.</p>
      </div>
      <SimilarJobs cards={similar} />
    </main>
  );
}
