import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { confirmEmailSchema } from "~/accounts/account-forms.ts";
import { confirmEmail } from "~/accounts/confirm-email.server.ts";
import { enterAccount } from "~/http/enter-account.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [
  { title: "Confirm your address – CareerCenter" },
  { name: "robots", content: "noindex" },
];

const returnPath = (request: Request) => safeReturnPath(new URL(request.url).searchParams.get("returnTo"));

/** Public. Nothing is confirmed by opening the page: mail scanners follow links too. */
export function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "";
  return { token, returnTo: returnPath(request) };
}

/** Public. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(
    request,
    confirmEmailSchema,
    async (value) => {
      const accountId = await confirmEmail(database(), value, context.clientAddress);
      return enterAccount(request, accountId, {
        to: returnPath(request) ?? paths.account(),
        done: "Your address is confirmed.",
      });
    },
    { secrets: ["password"] },
  );
}

export default function ConfirmEmail() {
  const { token, returnTo } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ token: string; password: string }>("confirm-email");
  return (
    <Page
      title="Confirm your address"
      width="form"
      lead="Enter the password you chose when you signed up. Then you are signed in."
    >
      <ErrorSummary
        errors={summaryErrors([{ label: "Password", field: fields.password }], form.errors)}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <input type="hidden" name="token" value={token} />
        <PasswordField field={fields.password} label="Password" autoComplete="current-password" />
        <Button variant="go" pending={pending}>
          Confirm and sign in
        </Button>
      </Form>
      <p>
        The link does not work? <Link to={paths.signIn(returnTo)}>Sign in</Link> and we send you a new one.
      </p>
    </Page>
  );
}
