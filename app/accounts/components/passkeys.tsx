import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { useNewPasskey } from "~/ui/passkey.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

type ListedPasskey = { id: string; name: string; createdAt: Date; usedAt: Date | null };

/** The account's passkeys, each to be removed, and the form that adds one. */
export function Passkeys({ passkeys, now }: { passkeys: ListedPasskey[]; now: Date }) {
  return (
    <>
      <p>
        A passkey of this device, of your password manager or on a security key may answer where a code is asked for.
        Your authenticator app stays beside it.
      </p>
      <DataTable
        caption="Your passkeys"
        captionHidden
        columns={[
          { key: "name", label: "Passkey" },
          { key: "used", label: "Last used" },
          { key: "act", label: "Remove" },
        ]}
        rows={passkeys.map(({ id, name, usedAt }) => ({
          key: id,
          cells: [
            name,
            usedAt ? <Time key="used" at={usedAt} now={now} /> : "Never",
            <Form key="act" method="post">
              <input type="hidden" name="passkey" value={id} />
              <Button name="intent" value="remove-passkey" variant="text">
                Remove<span className="vh"> {name}</span>
              </Button>
            </Form>,
          ],
        }))}
        empty="You have none yet."
      />
      {/* Anew for each: neither a name nor an answer stays for the next. */}
      <AddPasskey key={passkeys.length} />
    </>
  );
}

function AddPasskey() {
  const { form, fields, pending, attempt } = useBoardForm<{ name: string; factor: string }>("add-passkey");
  const { onSubmit, trouble, field } = useNewPasskey("answer", attempt);
  return (
    <>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Name", field: fields.name },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate onSubmit={onSubmit}>
        {field}
        <TextField
          field={fields.name}
          label="Name"
          help="To tell it from others, such as “Laptop”."
          autoComplete="off"
        />
        <p role="status">{trouble}</p>
        <noscript>
          <p>Your browser makes a passkey by script, which is off.</p>
        </noscript>
        <Buttons>
          <Button name="intent" value="add-passkey" variant="go" pending={pending}>
            Add a passkey
          </Button>
          <ButtonLink variant="text" to={paths.factor()}>
            Back
          </ButtonLink>
        </Buttons>
      </Form>
    </>
  );
}
