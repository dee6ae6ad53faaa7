import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { countOf } from "~/ui/format.ts";
import { Box } from "~/ui/layout.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Icon } from "~/ui/icon.tsx";
import type { PageJob, PublicJob } from "./job-words.ts";

/** Where an imported listing applies: the address its source gave, else the posting itself. */
function sourceAddress(job: PublicJob): string | null {
  return job.content.apply.kind === "url" ? job.content.apply.url : job.sourceUrl;
}

/** The one act of the page: here, at another address, or by e-mail. */
export function ApplyButton({ job, wide = false, short = false }: { job: PublicJob; wide?: boolean; short?: boolean }) {
  const { apply } = job.content;
  const away = (words: string, icon: "away" | "mail" = "away") => (
    <a
      className={wide ? "btn btn--go btn--wide" : "btn btn--go"}
      href={paths.applyAway(job.slug)}
      rel="nofollow noopener external"
    >
      <Icon name={icon} /> {short ? "Apply" : words}
    </a>
  );
  if (job.origin === "import") return sourceAddress(job) ? away("Apply at the source") : null;
  if (apply.kind === "url") return away("Apply at the employer’s site");
  if (apply.kind === "email") return away("Apply by e-mail", "mail");
  return (
    <ButtonLink variant="go" wide={wide} to={paths.apply(job.slug)}>
      {short ? "Apply" : "Apply with a résumé"}
    </ButtonLink>
  );
}

function host(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

function howToApply(job: PageJob): string {
  const { apply } = job.content;
  const address = sourceAddress(job);
  if (job.origin === "import")
    return address ? `On ${host(address)}. This board does not see your application.` : "The source gives no address.";
  if (apply.kind === "url") return `On ${host(apply.url)}. This board does not see your application.`;
  if (apply.kind === "email") return `Write to ${apply.email}. This board does not see your application.`;
  const questions = job.questionCount > 0 ? ` The employer asks ${countOf(job.questionCount, "question")}.` : "";
  return `A résumé as PDF or DOCX, and a letter if you like.${questions} You see every step of the answer here.`;
}

/** Whether the reader has saved the job; nobody's who is not signed in. A plain form: it works the same everywhere. */
function SaveForm({ slug, saved }: { slug: string; saved: boolean }) {
  return (
    <form method="post" action={paths.saveJob(slug)}>
      <button className="btn btn--wide" name="intent" value={saved ? "remove" : "save"}>
        <Icon name="save" /> {saved ? "Saved. Take it off your list" : "Save the job"}
      </button>
    </form>
  );
}

/**
 * How to apply, beside the job, and the way to save it; for an imported listing what it is, and who may have it changed.
 */
export function ApplyBox({ job, contact, saved }: { job: PageJob; contact: string; saved: boolean }) {
  const away = job.origin === "import" || job.content.apply.kind !== "board";
  return (
    <>
      <Box className="apply" title={job.origin === "import" ? "Apply at the source" : "Apply"}>
        <p className="small quiet">{howToApply(job)}</p>
        <div className="acts">
          <ApplyButton job={job} wide />
          <SaveForm slug={job.slug} saved={saved} />
        </div>
        {away ? (
          <p className="small">
            <Link to={paths.appliedAway(job.slug)} rel="nofollow">
              I applied there
            </Link>
          </p>
        ) : null}
      </Box>
      {job.origin === "import" ? <ImportedBox job={job} contact={contact} /> : null}
    </>
  );
}

function ImportedBox({ job, contact }: { job: PublicJob; contact: string }) {
  const subject = encodeURIComponent(`Listing ${job.id}: ${job.content.title}`.slice(0, 150));
  const mail = `mailto:${encodeURI(contact)}?subject=${subject}`;
  return (
    <Box title="Unverified listing">
      <p className="small">
        {job.employer.name} did not post this here. It was taken over from{" "}
        {job.sourceUrl ? (
          <a href={job.sourceUrl} rel="nofollow noopener external">
            {host(job.sourceUrl)}
          </a>
        ) : (
          "an outside source"
        )}
        , and what the source does not say is shown as not stated.
      </p>
      <p className="small claims">
        Is it yours? <a href={mail}>Claim it or have it removed</a> by writing to {contact}, or read{" "}
        <Link to={`${paths.howReviewWorks()}#imported`}>how imported listings work</Link>.
      </p>
    </Box>
  );
}
