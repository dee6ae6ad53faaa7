import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { confirmEmailSchema } from "~/accounts/account-forms.ts";
import { confirmEmailChange } from "~/accounts/change-email.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { enterAccount } from "~/http/enter-account.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Confirm your new address – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public. Nothing changes by opening the page: mail scanners follow links too. */
export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "" };
}

/** Public: whoever holds the mailed link and knows the password. */
export async function action({ request, context }: ActionFunctionArgs) {
  const visitor = await readVisitor(request);
  const kept = visitor && { accountId: visitor.account.id, session: visitor.sessionPublicId };
  const done = "Your address is changed, and you are signed out everywhere else.";
  return answerForm(
    request,
    confirmEmailSchema,
    async (value) => {
      const accountId = await confirmEmailChange(database(), value, context.clientAddress, kept);
      if (kept?.accountId !== accountId) return enterAccount(request, accountId, { to: paths.account(), done });
      const flash = await setFlash({ kind: "done", text: done });
      return redirect(paths.account(), { headers: { "Set-Cookie": flash } });
    },
    { secrets: ["password"] },
  );
}

export default function ConfirmNewEmail() {
  const { token } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ token: string; password: string }>("confirm-new-email");
  return (
    <Page
      title="Confirm your new address"
      width="form"
      lead="Enter the password of your account. From then on you sign in with the new address, and are signed out on all other devices."
    >
      <ErrorSummary
        errors={summaryErrors([{ label: "Password", field: fields.password }], form.errors)}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        <input type="hidden" name="token" value={token} />
        <PasswordField field={fields.password} label="Password" autoComplete="current-password" />
        <Button variant="go" pending={pending}>
          Use this address
        </Button>
      </Form>
    </Page>
  );
}
