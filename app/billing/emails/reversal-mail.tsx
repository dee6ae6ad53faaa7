import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { countOf, formatDate, formatMoney } from "~/ui/format.ts";
import type { TellableOrder } from "../order-words.ts";
import type { ReversalNews } from "../reversal.ts";

const WHY = "you own the organization that ordered, or you ordered for it";

/** What happened to an order's money, and what that did to its credits. */
export type ReversalLetter = {
  event: ReversalNews;
  planName: string;
  kind: TellableOrder["kind"];
  /** Why an upgrade that is paid features nothing. */
  failure: string | null;
  cents: number;
  /** Taken from the balance, and those that could not be since they were used. */
  credits: number;
  shortfall: number;
  /** Whether it ever took a credit, also one that it gave back. */
  moved: boolean;
  at: Date;
};

const headings: Record<ReversalNews, string> = {
  refunded: "Your money is on its way back",
  refund_failed: "A refund did not reach you",
  disputed: "Your bank disputes a payment",
  dispute_won: "A disputed payment stands",
  dispute_lost: "A disputed payment went back",
};

const sentences: Record<ReversalNews, string> = {
  refunded: "It goes back to the card or account that paid. Banks take five to ten business days to show it.",
  refund_failed: "The bank sent the money back to us. Write to us, and we find another way.",
  disputed:
    "The payment's cardholder disputes it, so the bank withholds the money until it has decided. If this is a mistake, ask the cardholder to withdraw the dispute.",
  dispute_won: "The bank decided that the payment was right.",
  dispute_lost: "The bank gave the money back to the cardholder for good.",
};

/** What the money is for again, that was gone and is not. */
function standsAgain({ kind, moved, failure }: ReversalLetter): string | undefined {
  if (moved) return "What it had taken from your credits is yours again.";
  if (kind === "extension") return failure ?? "The job is extended by it.";
  if (kind === "upgrade") return failure ?? "The job is featured for the rest of its time.";
  return kind === "subscription" ? "The month of the plan counts as paid." : undefined;
}

/** The subject of the mail. */
export const reversalSubject = (letter: ReversalLetter) => `${headings[letter.event]}: ${letter.planName}`;

/** Tells of a refund or a dispute. `url` is the order's page. */
export function ReversalMail({ letter, url }: { letter: ReversalLetter; url: string }) {
  const { event, credits, shortfall } = letter;
  const takes = event === "refunded" || event === "disputed";
  const again = event === "refund_failed" || event === "dispute_won" ? standsAgain(letter) : undefined;
  return (
    <MailLayout heading={headings[event]} preview={formatMoney(letter.cents)} why={WHY}>
      <MailFacts
        facts={[
          { name: "Order", value: letter.planName },
          { name: "Amount", value: formatMoney(letter.cents) },
          { name: "Date", value: formatDate(letter.at) },
          { name: "Taken from your credits", value: takes && credits > 0 ? countOf(credits, "credit") : undefined },
          { name: "Used already", value: takes && shortfall > 0 ? countOf(shortfall, "credit") : undefined },
        ]}
      />
      <MailText>{sentences[event]}</MailText>
      {again ? <MailText>{again}</MailText> : null}
      <MailButton href={url}>See the order</MailButton>
    </MailLayout>
  );
}
