import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { PASSWORD_LENGTH } from "~/accounts/account.ts";
import { resetPasswordSchema } from "~/accounts/account-forms.ts";
import { resetPassword } from "~/accounts/reset-password.server.ts";
import { enterAccount } from "~/http/enter-account.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [
  { title: "Choose a new password – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public. Nothing changes by opening the page. */
export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "" };
}

/** Public. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(
    request,
    resetPasswordSchema,
    async (value) => {
      const accountId = await resetPassword(database(), value, context.clientAddress);
      return enterAccount(request, accountId, {
        to: paths.account(),
        done: "Your password is changed, and you are signed out everywhere else.",
      });
    },
    { secrets: ["password"] },
  );
}

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ token: string; password: string }>("reset-password");
  return (
    <Page title="Choose a new password" width="form">
      <ErrorSummary
        errors={summaryErrors([{ label: "New password", field: fields.password }], form.errors)}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <input type="hidden" name="token" value={token} />
        <PasswordField
          field={fields.password}
          label="New password"
          autoComplete="new-password"
          help={`At least ${PASSWORD_LENGTH} characters. You are signed out on all other devices.`}
        />
        <Button variant="go" pending={pending}>
          Save the new password
        </Button>
      </Form>
      <p>
        The link does not work? <Link to={paths.forgotPassword()}>Ask for a new one</Link>
      </p>
    </Page>
  );
}
