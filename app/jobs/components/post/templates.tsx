import { Form } from "@remix-run/react";
import type { EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import type { JobTemplate } from "../../template.ts";

type About = { employerId: EmployerId; now: Date };

/** Templates by name, each with the button that starts a job from it; `edits` adds what may be done to it. */
export function TemplateList({
  templates,
  employerId,
  now,
  edits = false,
}: About & { templates: readonly JobTemplate[]; edits?: boolean }) {
  return (
    <ul className="people">
      {templates.map(({ id, name, title, updatedAt, updatedBy }) => (
        <li key={id}>
          <p className="who">
            <b>{name}</b>
            <span>
              {title && title !== name ? `${title}, saved` : "Saved"} <Time at={updatedAt} now={now} />
              {updatedBy ? ` by ${updatedBy}` : ""}
            </span>
          </p>
          <div className="btns">
            <Form method="post" action={paths.templates(employerId)}>
              <input type="hidden" name="template" value={id} />
              <Button name="deed" value="start">
                Start a job<span className="vh"> from {name}</span>
              </Button>
            </Form>
            {edits ? (
              <>
                <ButtonLink variant="text" to={paths.templates(employerId, { ask: "rename", id })}>
                  Rename…<span className="vh"> {name}</span>
                </ButtonLink>
                <ButtonLink variant="text" to={paths.templates(employerId, { ask: "delete", id })}>
                  Delete…<span className="vh"> {name}</span>
                </ButtonLink>
              </>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

type Asked = { employerId: EmployerId; template: JobTemplate };

/** Asks what a template is to be called. */
export function RenameTemplate({
  employerId,
  template,
  typed,
  error,
}: Asked & { typed: string | undefined; error: string | undefined }) {
  return (
    <Form method="post" action={paths.templates(employerId)} className="box deskbar narrow" noValidate>
      <h2>Rename “{template.name}”</h2>
      <input type="hidden" name="template" value={template.id} />
      <input type="hidden" name="seen" value={template.version} autoComplete="off" />
      <TextField
        field={{
          id: "name",
          name: "name",
          initialValue: typed ?? template.name,
          errors: error ? [error] : undefined,
          required: true,
        }}
        label="Name"
        autoComplete="off"
      />
      <Buttons>
        <Button variant="go" name="deed" value="rename">
          Rename
        </Button>
        <ButtonLink variant="text" to={paths.templates(employerId)} preventScrollReset>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}

/** The question before a template is deleted. */
export function DeleteTemplate({ employerId, template }: Asked) {
  return (
    <Form method="post" action={paths.templates(employerId)} className="ask">
      <input type="hidden" name="template" value={template.id} />
      <input type="hidden" name="seen" value={template.version} autoComplete="off" />
      <Note kind="warn" title={`Delete the template “${template.name}”?`}>
        Jobs that were started from it stay as they are. This cannot be undone.
        <Buttons>
          <Button variant="stop" name="deed" value="delete">
            Delete the template
          </Button>
          <ButtonLink variant="text" to={paths.templates(employerId)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}
