/** What the mails about an application say, for the mails and for their preview. No I/O. */
import type { ApplicationState } from "./application.ts";

/** The heading of the seeker's mail about a state. */
export const seekerHeadings: Record<ApplicationState, string> = {
  unconfirmed: "Confirm your application",
  received: "Your application was sent",
  reviewed: "Your application was reviewed",
  interview: "Your application: interview",
  offer: "Your application: offer",
  hired: "Your application: hired",
  declined: "Your application was declined",
  withdrawn: "You withdrew your application",
};

/** What stands over the employer's own words. */
export const messageIntroduction = (employer: string) => `${employer} writes:`;
