import type { FillStep } from "~/jobs/post-form.ts";

export type CannedReason = {
  code: string;
  decision: "request_changes" | "reject";
  label: string;
  /** The step of the form that it is about, where it is about one. */
  step?: FillStep;
  /** What the employer reads; at most 300 characters. */
  text: string;
};

/** What moderators say most, so that they say it alike. */
export const cannedReasons: readonly CannedReason[] = [
  {
    code: "title",
    decision: "request_changes",
    step: "job",
    label: "Title says more than the job",
    text: "Please shorten the title to the job's name. Pay, place, dates and praise have their own fields, and search engines drop titles that hold them.",
  },
  {
    code: "pay",
    decision: "request_changes",
    step: "pay",
    label: "Pay range is unclear or too wide",
    text: "Please state the pay you would really offer. The range is wider than one job's can be, or the unit does not fit the amounts.",
  },
  {
    code: "credentials",
    decision: "request_changes",
    step: "who",
    label: "Credential rule contradicts the text",
    text: "The credential rule and the description ask for different things. Please make both say who may apply.",
  },
  {
    code: "contact",
    decision: "request_changes",
    step: "job",
    label: "Contact details in the text",
    text: "Please take phone numbers, mail addresses and links out of the description. How to apply has its own field.",
  },
  {
    code: "employer",
    decision: "request_changes",
    step: "job",
    label: "Unclear who employs",
    text: "Please say who the employer is and, if you recruit for somebody else, that you do.",
  },
  {
    code: "field",
    decision: "reject",
    label: "Not a medical coding job",
    text: "This board is for jobs in medical coding and its neighbours, such as billing, auditing, CDI and HIM. This job is none of them.",
  },
  {
    code: "several",
    decision: "reject",
    label: "A copy of a job that is here already",
    text: "This job is on the board already. One opening is posted once; several openings of one kind are one job with several places.",
  },
  {
    code: "fee",
    decision: "reject",
    label: "Seekers would have to pay",
    text: "The job asks people to pay for training, equipment or a place. We do not list jobs that cost the applicant money.",
  },
  {
    code: "false",
    decision: "reject",
    label: "Cannot be what it says",
    text: "We could not convince ourselves that this job exists as it is described. If we are wrong, write to us from an address at your organization's domain.",
  },
];

/** The prepared reason of that code. */
export function cannedReason(code: string): CannedReason | undefined {
  return cannedReasons.find((reason) => reason.code === code);
}

/** What was typed with a prepared text before it, in place of another one that stood there. It can be edited before it is sent. */
export function fillReason(canned: CannedReason, typed: string): string {
  const own = cannedReasons.reduce((rest, { text }) => rest.replace(text, ""), typed).trim();
  return own ? `${canned.text}\n\n${own}` : canned.text;
}

/** The reason as the employer reads it: the prepared text, unless it stands in the moderator's own words already, then those. */
export function composeReason(canned: CannedReason | undefined, own: string): string {
  if (!canned || own.includes(canned.text)) return own;
  return own ? `${canned.text}\n\n${own}` : canned.text;
}
