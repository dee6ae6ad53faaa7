import type { ReactNode } from "react";
import { countOf } from "~/ui/format.ts";
import { MailButton, MailFacts, MailLayout, MailLink, MailText } from "~/platform/mail/mail-layout.tsx";
import { frequencyWords, type Frequency } from "../alert.ts";

export const confirmAlertHeading = "Do you want this alert?";
export const knownAlertHeading = "You have this alert already";

type Asked = { title: string; frequency: Frequency; url: string };

/** Asks a guest whether the alert is theirs. The search is in our words, but for what was typed to search for. */
export function ConfirmAlertMail({ title, frequency, url }: Asked) {
  return (
    <MailLayout
      heading={confirmAlertHeading}
      reason="Somebody asked on this board for new jobs to be mailed to this address."
    >
      <MailFacts
        facts={[
          { name: "New jobs for", value: title },
          { name: "How often", value: frequencyWords[frequency] },
        ]}
      />
      <MailText>Press the button to begin it. Every mail of the alert has a link that ends it.</MailText>
      <MailButton href={url}>Begin the alert</MailButton>
      <MailText quiet>If it was not you, ignore this mail: without the button there is no alert.</MailText>
    </MailLayout>
  );
}

/** Tells whoever asked for an alert that they have it. */
export function KnownAlertMail({ title, url }: { title: string; url: string }) {
  return (
    <MailLayout
      heading={knownAlertHeading}
      reason="Somebody asked on this board for new jobs to be mailed to this address."
    >
      <MailFacts facts={[{ name: "New jobs for", value: title }]} />
      <MailText>
        Nothing was changed. With the button you see how it stands, and may change, pause or delete it.
      </MailText>
      <MailButton href={url}>See the alert</MailButton>
    </MailLayout>
  );
}

/** A new job as its alert tells of it. */
export type MailedJob = { url: string; title: string; employer: string; facts: string[] };

export type AlertMailProps = {
  title: string;
  jobs: readonly MailedJob[];
  /** How many there are, those that are not shown with them. */
  total: number;
  allUrl: string;
  preferencesUrl: string;
  unsubscribeUrl: string;
  /** Where the board takes letters, in its lines. */
  postal: string;
};

/** The subject of a mail of an alert; a single job is named. */
export function alertSubject({ jobs, total, title }: Pick<AlertMailProps, "jobs" | "total" | "title">): string {
  const [first] = jobs;
  if (total === 1 && first) return `New job: ${first.title}, ${first.employer}`;
  return `${countOf(total, "new job")}: ${title}`;
}

/** The new jobs of an alert. */
export function AlertMail(mail: AlertMailProps) {
  const { jobs, total, title } = mail;
  const more = total - jobs.length;
  return (
    <MailLayout
      heading={total === 1 ? "A new job for your search" : `${countOf(total, "new job")} for your search`}
      preview={jobs
        .map((job) => job.title)
        .join(", ")
        .slice(0, 150)}
      reason={`You asked for an alert of new jobs for: ${title}.`}
    >
      <MailText quiet>{title}</MailText>
      {jobs.map((job) => (
        <MailText key={job.url}>
          <b>
            <MailLink href={job.url}>{job.title}</MailLink>
          </b>
          <br />
          {[job.employer, ...job.facts].map((line, at) => (
            <Line key={at} first={at === 0}>
              {line}
            </Line>
          ))}
        </MailText>
      ))}
      <MailButton href={mail.allUrl}>
        {more > 0 ? `See these and ${countOf(more, "more job")}` : "See the search"}
      </MailButton>
      {/* Nothing behind an address: in the plain-text part a comma would become part of it. */}
      <MailText quiet>
        <MailLink href={mail.preferencesUrl}>Change how often this comes, or pause it</MailLink>
        <br />
        <MailLink href={mail.unsubscribeUrl}>Unsubscribe</MailLink>
      </MailText>
      <MailText quiet>{mail.postal}</MailText>
    </MailLayout>
  );
}

function Line({ first, children }: { first: boolean; children: ReactNode }) {
  return (
    <>
      {first ? null : <br />}
      {children}
    </>
  );
}
