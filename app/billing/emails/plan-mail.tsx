import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";

/** What an employer is told about its plan. */
export type PlanNews = "payment-failed" | "ended" | "ended-unpaid";

/** What the mail needs to know of the plan: what is to be paid of its open invoice, and when Stripe tries again. */
export type MailedPlan = { name: string; openCents: number | null; nextAttempt: Date | null };

const words: Record<PlanNews, { subject: string; text: string; button: string }> = {
  "payment-failed": {
    subject: "Your plan could not be renewed",
    text: "The bank refused the charge. Your live jobs stay live to the end of their terms. New jobs can't be submitted by the plan, and none in review is approved by it, until the renewal is paid. Change the card or pay the invoice from the billing page.",
    button: "Put it right",
  },
  ended: {
    subject: "Your plan has ended",
    text: "Nothing more is charged. Your live jobs stay live to the end of their terms. You can post with credits or by card, or begin a plan again at any time.",
    button: "See the billing page",
  },
  "ended-unpaid": {
    subject: "Your plan has ended: its renewal was not paid",
    text: "Stripe tried your card several times and then ended the plan. Your live jobs stay live to the end of their terms. You can post with credits or by card, or begin a plan again with another card.",
    button: "See the billing page",
  },
};

/** The subject of a mail about a plan. */
export const planSubject = (news: PlanNews, plan: MailedPlan) => `${words[news].subject}: ${plan.name}`;

/** A mail about a plan. `url` is the billing page. */
export function PlanMail({ news, plan, url }: { news: PlanNews; plan: MailedPlan; url: string }) {
  const { subject, text, button } = words[news];
  const failed = news === "payment-failed";
  return (
    <MailLayout heading={subject} why="you own the organization that has the plan, or you bought it">
      <MailFacts
        facts={[
          { name: "Plan", value: plan.name },
          { name: "To pay", value: failed && plan.openCents ? formatMoney(plan.openCents) : undefined },
          { name: "Tried again", value: failed && plan.nextAttempt ? formatDate(plan.nextAttempt) : undefined },
        ]}
      />
      <MailText>{text}</MailText>
      <MailButton href={url}>{button}</MailButton>
    </MailLayout>
  );
}
