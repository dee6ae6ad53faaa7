import { accountPreviews } from "./account-previews.tsx";
import { alertPreviews } from "./alert-previews.tsx";
import { applicationPreviews } from "./application-previews.tsx";
import { billingPreviews } from "./billing-previews.tsx";
import { candidatePreviews } from "./candidate-previews.tsx";
import { employerPreviews } from "./employer-previews.tsx";
import { jobPreviews } from "./job-previews.tsx";
import type { MailPreview } from "./mail-preview.ts";
import { moderationPreviews } from "./moderation-previews.tsx";
import { myDataPreviews } from "./my-data-previews.tsx";

/** An example of every template under app/<domain>/emails and of each of its cases; a test compares the two. */
export const mailPreviews: readonly MailPreview[] = [
  ...accountPreviews,
  ...applicationPreviews,
  ...alertPreviews,
  ...candidatePreviews,
  ...jobPreviews,
  ...employerPreviews,
  ...billingPreviews,
  ...moderationPreviews,
  ...myDataPreviews,
];
