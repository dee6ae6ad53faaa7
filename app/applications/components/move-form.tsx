import { Form } from "@remix-run/react";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import type { FieldMeta } from "~/ui/field.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { applicationStateLabels, type ApplicationState } from "../application.ts";
import { MESSAGE_LENGTH } from "../applicant-forms.ts";

/** What cannot be taken further is asked about once more. */
const ends = { declined: "Decline", hired: "Mark as hired" } as const;
type End = keyof typeof ends;
const isEnd = (state: ApplicationState): state is End => Object.hasOwn(ends, state);

/**
 * The employer's moves: the next state first, the later ones beside it. Declining and hiring are ends, so their buttons
 * lead to a question (`confirm=declined`) with room for a few words, which works without script too.
 */
export function MoveForm({
  here,
  ask,
  name,
  version,
  moves,
  confirm,
  message,
  pending,
}: {
  /** The applicant's page, and the address that asks about an end. */
  here: string;
  ask: (state: ApplicationState) => string;
  name: string;
  version: number;
  moves: readonly ApplicationState[];
  confirm?: ApplicationState;
  message: FieldMeta;
  pending: boolean;
}) {
  if (moves.length === 0) return null;
  const hidden = (
    <>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="version" value={version} />
    </>
  );
  if (confirm && isEnd(confirm))
    return (
      <Form method="post" action={here} className="ask">
        <Note kind="warn" title={confirm === "declined" ? `Decline ${name}?` : `Mark ${name} as hired?`}>
          They are told by mail at once, and it cannot be undone.
          {hidden}
          <TextArea
            field={message}
            label="Message"
            markOptional
            maxLength={MESSAGE_LENGTH}
            help="Plain text. It stands in the mail and on their application."
            rows={4}
          />
          <Buttons>
            <Button variant={confirm === "declined" ? "stop" : "go"} name="to" value={confirm} pending={pending}>
              {ends[confirm]}
            </Button>
            <ButtonLink variant="text" to={here} preventScrollReset>
              Not now
            </ButtonLink>
          </Buttons>
        </Note>
      </Form>
    );
  return (
    <Form method="post" action={here} className="acts moves" aria-label={`Move ${name}`}>
      {hidden}
      {moves.map((state, index) =>
        isEnd(state) ? (
          <ButtonLink
            key={state}
            variant={state === "declined" ? "stop" : index === 0 ? "go" : "plain"}
            to={ask(state)}
            preventScrollReset
          >
            {ends[state]}…
          </ButtonLink>
        ) : (
          <Button key={state} variant={index === 0 ? "go" : "plain"} name="to" value={state} pending={pending}>
            Move to {applicationStateLabels[state]}
          </Button>
        ),
      )}
    </Form>
  );
}
