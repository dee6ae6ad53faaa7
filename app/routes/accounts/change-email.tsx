import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { changeEmailSchema } from "~/accounts/account-forms.ts";
import { askEmailChange } from "~/accounts/change-email.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CodeField } from "~/ui/factor-field.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Change your e-mail address – CareerCenter" }];

/** The signed-in person only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { email } = await requireAccount(request);
  return { email, hasFactor: (await readVisitor(request))?.hasFactor ?? false };
}

/** The signed-in person only. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const hasFactor = (await readVisitor(request))?.hasFactor ?? false;
  return answerForm(
    request,
    changeEmailSchema,
    async (form) => {
      await askEmailChange(database(), { account, hasFactor }, form, context.clientAddress);
      const text = `We have written to ${form.email}. Follow the link in that mail within 24 hours.`;
      return redirect(paths.account(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
    },
    { secrets: ["password", "factor"] },
  );
}

export default function ChangeEmail() {
  const { email, hasFactor } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ email: string; password: string; factor: string }>("email");
  return (
    <Page
      title="Change your e-mail address"
      width="form"
      crumb={{ to: paths.account(), label: "Your account" }}
      lead={`It is ${email} now. We mail a link to the new address, and nothing changes before you follow it.`}
    >
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "New address", field: fields.email },
            { label: "Password", field: fields.password },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <TextField
          field={fields.email}
          label="New e-mail address"
          type="email"
          autoComplete="email"
          help="We tell your present address too, so that nobody can do this behind your back."
        />
        <PasswordField field={fields.password} label="Your password, once more" autoComplete="current-password" />
        {hasFactor ? <CodeField field={fields.factor} /> : null}
        <Buttons>
          <Button variant="go" pending={pending}>
            Mail me the link
          </Button>
          <ButtonLink variant="text" to={paths.account()}>
            Not now
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  );
}
