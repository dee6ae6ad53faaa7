import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { signInSchema } from "~/accounts/account-forms.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { enterAccount } from "~/http/enter-account.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField, TextField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Sign in – CareerCenter" }];

const returnPath = (request: Request) => safeReturnPath(new URL(request.url).searchParams.get("returnTo"));

/** Public; whoever is signed in already is sent on. */
export async function loader({ request }: LoaderFunctionArgs) {
  const returnTo = returnPath(request);
  if (await readVisitor(request)) throw redirect(returnTo ?? paths.jobs());
  return { returnTo };
}

/** Public. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(
    request,
    signInSchema,
    async (value) => {
      const returnTo = returnPath(request);
      const accountId = await signIn(database(), { ...value, returnTo }, context.clientAddress);
      return enterAccount(request, accountId, { to: returnTo ?? paths.jobs() });
    },
    { secrets: ["password"] },
  );
}

export default function SignIn() {
  const { returnTo } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ email: string; password: string }>("sign-in");
  const labelled = [
    { label: "E-mail", field: fields.email },
    { label: "Password", field: fields.password },
  ];
  return (
    <Page title="Sign in" width="form">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <TextField field={fields.email} label="E-mail" type="email" autoComplete="username" />
        <PasswordField field={fields.password} label="Password" autoComplete="current-password" />
        <Button variant="go" pending={pending}>
          Sign in
        </Button>
      </Form>
      <p>
        <Link to={paths.forgotPassword()}>Choose a new password</Link> or{" "}
        <Link to={paths.signUp(returnTo)}>sign up</Link>
      </p>
    </Page>
  );
}
