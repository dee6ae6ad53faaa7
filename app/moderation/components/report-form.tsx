import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { asRequired } from "~/ui/field.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { reasonsOf } from "../reports/report.ts";

/** What became of a report that was sent. */
export type Told = "new" | "joined";

/** `told` of an address. */
export function parseTold(text: string | null): Told | undefined {
  return text === "new" || text === "joined" ? text : undefined;
}

/** Said after a report was sent, with the way back. */
export function ReportTold({ told, back, label }: { told: Told; back: string; label: string }) {
  return (
    <>
      <Note kind="success" title={told === "new" ? "Your report has arrived" : "Added to your report"}>
        {told === "new"
          ? "A person reads it. Nobody outside of the board learns who sent it."
          : "You had reported this before. What you wrote now stands with it, as one report."}
      </Note>
      <div className="btns">
        <ButtonLink to={back}>{label}</ButtonLink>
      </div>
    </>
  );
}

/** The address at which a guest hears what comes of a report. */
export const EMAIL_HELP = "We mail you a link once, to confirm that it is yours, and after that only what came of it.";

/** The page on which a job or an employer is reported. `account`: the address of whoever is signed in. */
export function ReportPage(page: {
  kind: "job" | "employer";
  about: string;
  back: string;
  told: Told | undefined;
  account: string | undefined;
}) {
  const { kind, about, back, told, account } = page;
  const { form, fields, pending, attempt } = useBoardForm<{ reason: string; body: string; email: string }>("report");
  const title = kind === "job" ? "Report this job" : "Report this employer";
  const crumb = { to: back, label: about };
  if (told && !attempt)
    return (
      <Page title={title} crumb={crumb} width="form">
        <ReportTold told={told} back={back} label={kind === "job" ? "Back to the job" : "Back to the employer"} />
      </Page>
    );
  const labelled = [
    { label: "What is wrong", field: fields.reason },
    { label: "What you saw", field: fields.body },
    { label: "E-mail", field: fields.email },
  ];
  return (
    <Page title={title} crumb={crumb} width="form" lead="A moderator reads every report, and you hear what came of it.">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was sent" />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <RadioGroup field={asRequired(fields.reason)} label="What is wrong" options={reasonsOf(kind)} look="lines" />
        <TextArea
          field={asRequired(fields.body)}
          label="What you saw"
          help="What they asked for or told you, and when. Leave out what a moderator does not need to know of you."
          rows={6}
        />
        {account ? (
          <p className="quiet">You hear what comes of it at {account}.</p>
        ) : (
          <TextField
            field={fields.email}
            label="Your e-mail, if you want to hear what comes of it"
            type="email"
            autoComplete="email"
            help={EMAIL_HELP}
          />
        )}
        <Button variant="go" pending={pending}>
          Send the report
        </Button>
      </Form>
      <p className="small quiet">
        The employer never learns who reported it. Is it about a text, picture, name or data of yours? Then send a{" "}
        <Link to={paths.takedown()}>takedown request</Link>.
      </p>
    </Page>
  );
}
