import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { formatMoment } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { importLabels, MOST_FAILURES, type ImportSource } from "../import.ts";
import type { ImportsPage } from "../show-imports.server.ts";
import { AddressClosed, AddressFields, PostingsFile, ReadingFields } from "./import-fields.tsx";

type Props = { employer: ImportsPage["employer"]; source: ImportSource };

/** The next run: a newer file, or the address once more. */
export function AgainSection({ employer, source, running, refused }: Props & { running: boolean; refused?: string }) {
  const pending = useNavigation().state === "submitting";
  const page = paths.import(employer.id, source.id);
  const file = { id: "file", name: "file", errors: refused ? [refused] : [], required: true };
  return (
    <Section title={source.url ? "Fetch again" : "A newer file"}>
      {source.url ? <ErrorSummary errors={refused ? [{ message: refused }] : []} title="Not fetched" /> : null}
      {running ? (
        <p className="quiet">It is at work now. The page shows how far it is.</p>
      ) : !source.url ? (
        <Form method="post" action={page} encType="multipart/form-data" className="form narrow" noValidate>
          <input type="hidden" name="intent" value="upload" />
          <PostingsFile field={file} />
          <Buttons>
            <Button variant="go" pending={pending}>
              Import the file
            </Button>
          </Buttons>
        </Form>
      ) : employer.verified ? (
        <Form method="post" action={page}>
          <Button variant="go" name="intent" value="fetch" pending={pending}>
            Fetch now
          </Button>
        </Form>
      ) : (
        <AddressClosed employerId={employer.id} />
      )}
      <p className="quiet small">
        Drafts that nobody has touched follow the source. What was edited, submitted or deleted here stays as it is.
      </p>
    </Section>
  );
}

/** Name, address, schedule and reading. */
export function SettingsSection({ employer, source, now }: Props & { now: Date }) {
  const { form, fields, pending, attempt } = useBoardForm<Record<keyof typeof importLabels, string>>(
    "import-settings",
    {
      name: source.name,
      url: source.url ?? "",
      format: source.format ?? "",
      schedule: source.schedule,
      anyWork: source.anyWork ? "on" : undefined,
    },
  );
  const labelled = (["name", "url"] as const).map((name) => ({ label: importLabels[name], field: fields[name] }));
  return (
    <Section title="Settings">
      <ErrorSummary
        errors={attempt?.lastResult ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="The settings were not saved"
      />
      {source.failures >= MOST_FAILURES && source.schedule === "off" ? (
        <Note kind="warn" title="The schedule is switched off">
          The address failed {source.failures} times in a row. Look at the last reports, then choose a schedule again.
        </Note>
      ) : null}
      {source.nextRunAt ? (
        <p className="quiet small">
          Fetched next{" "}
          <Time at={source.nextRunAt} now={now}>
            {formatMoment(source.nextRunAt, now)}
          </Time>
        </p>
      ) : null}
      <Form method="post" action={paths.import(employer.id, source.id)} id={form.id} className="form narrow" noValidate>
        <input type="hidden" name="intent" value="settings" />
        <input type="hidden" name="version" value={source.version} />
        <TextField field={fields.name} label={importLabels.name} autoComplete="off" />
        {source.url ? <AddressFields fields={fields} /> : null}
        <ReadingFields fields={fields} />
        <Buttons>
          <Button pending={pending}>Save the settings</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

/** Removing asks once. */
export function RemoveSection({ source, ask }: { source: ImportSource; ask: boolean }) {
  const page = paths.import(source.employerId, source.id);
  return (
    <Section title="Remove" id="remove">
      {ask ? (
        <Form method="post" action={page}>
          <p>Remove this import with its reports? The drafts and jobs it made stay, and no longer follow the source.</p>
          <Buttons>
            <Button variant="stop" name="intent" value="remove">
              Remove the import
            </Button>
            <ButtonLink to={page}>Keep it</ButtonLink>
          </Buttons>
        </Form>
      ) : (
        <ButtonLink variant="text" to={`${paths.import(source.employerId, source.id, { ask: "remove" })}#remove`}>
          Remove this import…
        </ButtonLink>
      )}
    </Section>
  );
}
