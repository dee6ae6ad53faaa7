import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { SelectField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { frequencies, frequencyWords, standingWords, zones, type ShownAlert } from "../alert.ts";

/** The fields that say when an alert is mailed. */
export function WhenFields({ frequency, zone }: { frequency: FieldMeta; zone: FieldMeta }) {
  return (
    <>
      <RadioGroup
        field={asRequired(frequency)}
        label="How often"
        look="lines"
        options={frequencies.map((value) => ({ value, label: frequencyWords[value] }))}
      />
      <SelectField field={asRequired(zone)} label="Your time zone" options={zones} />
    </>
  );
}

/** Said of every link that does not work, whatever the cause. */
export function BadLink() {
  return (
    <Note title="This link does not work any more">
      It may have been used, or be too old, or its alert was deleted. The newest mail of an alert has a link that works;
      with an account, <Link to={paths.alerts()}>sign in to see your alerts</Link>.
    </Note>
  );
}

type Fields = { frequency: string; zone: string };

/** An alert with what may be done about it. @param token of the link, for whoever is not signed in. */
export function AlertDesk({ alert, token, more }: { alert: ShownAlert; token?: string; more?: ReactNode }) {
  const { form, fields, pending, attempt } = useBoardForm<Fields>("alert", {
    frequency: alert.frequency,
    zone: alert.zone,
  });
  const labelled = [
    { label: "How often", field: fields.frequency },
    { label: "Your time zone", field: fields.zone },
  ];
  const secret = token === undefined ? null : <input type="hidden" name="token" value={token} />;
  const standing = standingWords(alert);
  return (
    <div className="stack stack--wide">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was changed" />
      {standing ? (
        <Note kind="warn" title={standing}>
          You get no mail of this alert until it goes on. Then it tells of jobs that are new from that moment.
        </Note>
      ) : null}
      <DefinitionList
        items={[{ term: "New jobs for", value: <Link to={paths.jobs(alert.search)}>{alert.title}</Link> }]}
      />
      <Form method="post" id={form.id} className="stack" noValidate>
        {secret}
        <WhenFields frequency={fields.frequency} zone={fields.zone} />
        <div>
          <Button variant="go" name="intent" value="save" pending={pending}>
            Save
          </Button>
        </div>
      </Form>
      <Form method="post">
        {secret}
        <Buttons>
          {alert.state === "paused" ? (
            <Button name="intent" value="resume">
              Let it go on
            </Button>
          ) : (
            <Button name="intent" value="pause">
              Pause it
            </Button>
          )}
          <Button variant="stop" name="intent" value="delete">
            Delete it
          </Button>
          {more}
        </Buttons>
      </Form>
    </div>
  );
}
