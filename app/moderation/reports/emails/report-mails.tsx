import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { isUpheld, outcomeSentences, type CaseOutcome } from "../report.ts";

export const confirmReportHeading = "Do you want to hear what comes of your report?";

/** Asks a guest whether the address is theirs. Nothing of the report stands in it: it may have been typed by anybody. */
export function ConfirmReportMail({ url }: { url: string }) {
  return (
    <MailLayout
      heading={confirmReportHeading}
      why="somebody reported something on this board and gave this address to be told what comes of it"
    >
      <MailText>The report has arrived. Press the button, and we write to you once more, when it is decided.</MailText>
      <MailButton href={url}>Yes, tell me</MailButton>
      <MailText quiet>If it was not you, ignore this mail: you hear no more of it.</MailText>
    </MailLayout>
  );
}

/** The subject of the mail with the outcome. */
export function outcomeHeading(outcome: CaseOutcome): string {
  return isUpheld(outcome) ? "Your report was right" : "What came of your report";
}

/** Tells who reported something what came of it. The moderator's words are for the employer, and not passed on. */
export function OutcomeMail({
  outcome,
  about,
  employer,
  url,
}: {
  outcome: CaseOutcome;
  about: string | null;
  employer: string | null;
  url: string;
}) {
  return (
    <MailLayout heading={outcomeHeading(outcome)} why="you reported this on this board">
      <MailFacts
        facts={[
          { name: "Your report of", value: about },
          { name: "Employer", value: employer },
        ]}
      />
      <MailText>{outcomeSentences[outcome]}</MailText>
      {isUpheld(outcome) ? (
        <MailText>Thank you: reports like yours keep this board one that people can trust.</MailText>
      ) : (
        <MailText>If you know more than you wrote then, report it again: a person reads it.</MailText>
      )}
      <MailButton href={url}>How review works</MailButton>
    </MailLayout>
  );
}
