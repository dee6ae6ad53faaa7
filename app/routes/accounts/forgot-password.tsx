import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { forgotPasswordSchema } from "~/accounts/account-forms.ts";
import { requestPasswordReset } from "~/accounts/reset-password.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Choose a new password – CareerCenter" }];

/** Public. */
export function loader({ request }: LoaderFunctionArgs) {
  return { sent: new URL(request.url).searchParams.has("sent") };
}

/** Public. The answer is the same for an address that has an account and one that has none. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, forgotPasswordSchema, async (value) => {
    await requestPasswordReset(database(), value, context.clientAddress);
    return redirect(`${paths.forgotPassword()}?sent=1`);
  });
}

export default function ForgotPassword() {
  const { sent } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { form, fields, pending, attempt } = useBoardForm<{ email: string }>("forgot-password");
  if (sent && !answered)
    return (
      <Page title="Look at your mail" width="form">
        <p>
          If the address has an account, a link to choose a new password is on its way. It works for an hour. If nothing
          comes, <Link to={paths.forgotPassword()}>try again</Link>.
        </p>
      </Page>
    );
  return (
    <Page title="Choose a new password" width="form" lead="We mail you a link to do it.">
      <ErrorSummary errors={summaryErrors([{ label: "E-mail", field: fields.email }], form.errors)} attempt={attempt} />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <TextField field={fields.email} label="E-mail" type="email" autoComplete="username" />
        <Button variant="go" pending={pending}>
          Mail me the link
        </Button>
      </Form>
    </Page>
  );
}
