import { Form } from "@remix-run/react";
import { Button } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { asRequired } from "~/ui/field.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { appealStates, sanctionWords } from "../sanctions/sanction.ts";

type Own = {
  code: string;
  reason: string;
  at: Date;
  matter: string | undefined;
  byBan: boolean;
  appeal: { body: string; state: keyof typeof appealStates; answer: string | null; at: Date } | undefined;
  role: "owner" | "recruiter";
};

/** Why something was decided, as the members read it, their appeal, and the form of one. */
export function OwnSanction({ own, now }: { own: Own; now: Date }) {
  const { form, fields, pending, attempt } = useBoardForm<{ body: string }>("appeal");
  const labelled = [{ label: "Your appeal", field: fields.body }];
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was sent" />
      <Section title="Why">
        <p>
          {sanctionWords(own.code)}. Decided <Time at={own.at} now={now} fine />.
        </p>
        <blockquote className="said-by claim-words">{own.reason}</blockquote>
      </Section>
      <Section title="Appeal">
        {own.appeal ? (
          <>
            <p>
              Sent <Time at={own.appeal.at} now={now} fine />. {appealStates[own.appeal.state]}.
            </p>
            <blockquote className="said-by claim-words">{own.appeal.body}</blockquote>
            {own.appeal.answer ? (
              <Note title="The moderator writes">
                <span className="said-reason">{own.appeal.answer}</span>
              </Note>
            ) : null}
          </>
        ) : own.byBan ? (
          <p>It is down with the whole organization. Appeal against the ban.</p>
        ) : own.matter === undefined ? (
          <p>There is nothing to appeal any more.</p>
        ) : own.role === "owner" ? (
          <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
            <p>
              If this is a mistake, say why. A moderator who did not decide it reads your appeal, where the board has
              more than one, and the owners hear what came of it. There is one appeal: write all that matters.
            </p>
            <TextArea field={asRequired(fields.body)} label="Your appeal" rows={8} />
            <div>
              <Button variant="go" pending={pending}>
                Send the appeal
              </Button>
            </div>
          </Form>
        ) : (
          <p>An owner of the organization may appeal.</p>
        )}
      </Section>
    </>
  );
}
