import { Form } from "@remix-run/react";
import type { NoteId } from "~/platform/ids.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { fieldWith, type FieldMeta } from "~/ui/field.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { NOTE_LENGTH } from "../applicant-forms.ts";
import type { Note } from "../note.queries.server.ts";

type ShownNote = Omit<Note, "authorId"> & { own: boolean };

/** The team's private notes, oldest first; one's own can be changed. */
export function Notes({
  notes,
  here,
  edit,
  editing,
  fields,
  employer,
  now,
}: {
  notes: readonly ShownNote[];
  here: string;
  /** The address that opens a note for changing. */
  edit: (id: NoteId) => string;
  editing?: NoteId;
  fields: { note: FieldMeta; text: FieldMeta };
  employer: string;
  now: Date;
}) {
  return (
    <>
      {notes.length > 0 ? (
        <ol className="notes-list">
          {notes.map((note) => (
            <li key={note.id} id={`n-${note.id}`}>
              <p className="small">
                <b>{note.author}</b>{" "}
                <span className="quiet">
                  <Time at={note.at} now={now} fine />
                  {note.version > 1 ? (
                    <>
                      , changed <Time at={note.changedAt} now={now} fine />
                    </>
                  ) : null}
                </span>
              </p>
              {note.own && editing === note.id ? (
                <EditNote note={note} here={here} field={fields.text} />
              ) : (
                <>
                  <p className="letter">{note.body}</p>
                  {note.own ? (
                    <ButtonLink variant="text" to={edit(note.id)} preventScrollReset>
                      Edit<span className="vh"> your note</span>
                    </ButtonLink>
                  ) : null}
                </>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      <Form method="post" action={here} key={notes.map(({ id }) => id).join()} preventScrollReset>
        <input type="hidden" name="intent" value="note" />
        <TextArea
          field={fields.note}
          label="Private note"
          rows={3}
          maxLength={NOTE_LENGTH}
          help={`Only members of ${employer} see it.`}
        />
        <div className="btns">
          <Button>Keep the note</Button>
        </div>
      </Form>
    </>
  );
}

function EditNote({ note, here, field }: { note: ShownNote; here: string; field: FieldMeta }) {
  return (
    <Form method="post" action={here} preventScrollReset>
      <input type="hidden" name="id" value={note.id} />
      <input type="hidden" name="version" value={note.version} />
      <TextArea
        field={fieldWith(field, { initialValue: field.initialValue ?? note.body })}
        label="Your note"
        rows={4}
        maxLength={NOTE_LENGTH}
      />
      <div className="btns">
        <Button name="intent" value="edit-note">
          Save
        </Button>
        <Button variant="stop" name="intent" value="delete-note">
          Delete
        </Button>
        <ButtonLink variant="text" to={here} preventScrollReset>
          Leave it
        </ButtonLink>
      </div>
    </Form>
  );
}
