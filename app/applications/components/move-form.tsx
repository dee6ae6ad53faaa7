import { Form } from "@remix-run/react";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Note } from "~/ui/notes.tsx";
import { applicationStateLabels, type ApplicationState } from "../application.ts";

/** What cannot be taken further is asked about once more. */
const ends = { declined: "Decline", hired: "Mark as hired" } as const;
type End = keyof typeof ends;
const isEnd = (state: ApplicationState): state is End => Object.hasOwn(ends, state);

/**
 * The employer's moves: the next state first, the later ones beside it. Declining and hiring are ends, so their buttons
 * lead to a question (`?confirm=declined`), which works without script too.
 */
export function MoveForm({
  formId,
  to,
  name,
  version,
  moves,
  confirm,
  pending,
}: {
  formId: string;
  /** The applicant's page. */
  to: string;
  name: string;
  version: number;
  moves: readonly ApplicationState[];
  confirm?: ApplicationState;
  pending: boolean;
}) {
  if (moves.length === 0) return null;
  const hidden = <input type="hidden" name="version" value={version} />;
  if (confirm && isEnd(confirm))
    return (
      <Form method="post" action={to} id={formId} className="ask">
        <Note kind="warn" title={confirm === "declined" ? `Decline ${name}?` : `Mark ${name} as hired?`}>
          They are told by mail at once, and it cannot be undone.
          {hidden}
          <Buttons>
            <Button variant={confirm === "declined" ? "stop" : "go"} name="to" value={confirm} pending={pending}>
              {ends[confirm]}
            </Button>
            <ButtonLink variant="text" to={to} preventScrollReset>
              Not now
            </ButtonLink>
          </Buttons>
        </Note>
      </Form>
    );
  return (
    <Form method="post" action={to} id={formId} className="acts moves" aria-label={`Move ${name}`}>
      {hidden}
      {moves.map((state, index) =>
        isEnd(state) ? (
          <ButtonLink
            key={state}
            variant={state === "declined" ? "stop" : index === 0 ? "go" : "plain"}
            to={`${to}?confirm=${state}`}
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
