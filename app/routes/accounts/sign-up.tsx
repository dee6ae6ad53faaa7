import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { PASSWORD_LENGTH } from "~/accounts/account.ts";
import { signUpSchema } from "~/accounts/account-forms.ts";
import { signUp } from "~/accounts/sign-up.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField, TextField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Sign up – CareerCenter" }];

/** Public; whoever is signed in already is sent on. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const returnTo = safeReturnPath(url.searchParams.get("returnTo"));
  if (await readVisitor(request)) throw redirect(returnTo ?? paths.jobs());
  return { returnTo, sent: url.searchParams.has("sent") };
}

/** Public. The answer is the same for an address that has an account and one that has none. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(
    request,
    signUpSchema,
    async (value) => {
      const returnTo = safeReturnPath(new URL(request.url).searchParams.get("returnTo"));
      await signUp(database(), { ...value, returnTo }, context.clientAddress);
      return redirect(paths.signUp(returnTo, { sent: true }));
    },
    { secrets: ["password"] },
  );
}

export default function SignUp() {
  const { returnTo, sent } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return sent && !answered ? <LookAtYourMail returnTo={returnTo} /> : <SignUpForm returnTo={returnTo} />;
}

function LookAtYourMail({ returnTo }: { returnTo?: string }) {
  return (
    <Page title="Look at your mail" width="form">
      <p>
        We have written to the address you gave. Follow the link in the mail to confirm it; it works for 24 hours. If
        nothing comes within a few minutes, look among the unwanted mail, or{" "}
        <Link to={paths.signUp(returnTo)}>try again</Link>.
      </p>
    </Page>
  );
}

function SignUpForm({ returnTo }: { returnTo?: string }) {
  const { form, fields, pending, attempt } = useBoardForm<{
    name: string;
    email: string;
    password: string;
    consent: string;
  }>("sign-up");
  const labelled = [
    { label: "Your name", field: fields.name },
    { label: "E-mail", field: fields.email },
    { label: "Password", field: fields.password },
    { label: "Terms", field: fields.consent },
  ];
  return (
    <Page title="Sign up" width="form" lead="One account to apply for jobs and to post them.">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <TextField field={fields.name} label="Your name" autoComplete="name" />
        <TextField
          field={fields.email}
          label="E-mail"
          type="email"
          autoComplete="username"
          help="You confirm it by a link that we mail to you."
        />
        <PasswordField
          field={fields.password}
          label="Password"
          autoComplete="new-password"
          help={`At least ${PASSWORD_LENGTH} characters. A few words that only you would put together are best.`}
        />
        <CheckboxField
          field={fields.consent}
          label={
            <>
              I agree to the <Link to={paths.terms()}>terms</Link> and have read the{" "}
              <Link to={paths.privacy()}>privacy notice</Link>
            </>
          }
        />
        <Button variant="go" pending={pending}>
          Sign up
        </Button>
      </Form>
      <p>
        You have an account? <Link to={paths.signIn(returnTo)}>Sign in</Link>
      </p>
    </Page>
  );
}
