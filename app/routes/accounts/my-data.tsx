import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { passwordAndCodeSchema } from "~/accounts/account-forms.ts";
import { givePassword } from "~/accounts/recent-password.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Your data – CareerCenter" }];

/** The signed-in person only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAccount(request);
  return { asked: await asksForFactor(request) };
}

/** The signed-in person only: with the password, and with a code where they have a second factor. */
export async function action({ request }: ActionFunctionArgs) {
  const { id: accountId } = await requireAccount(request);
  const visitor = await readVisitor(request);
  return answerForm(
    request,
    passwordAndCodeSchema,
    async (form) => {
      await givePassword(database(), { accountId, session: visitor!.sessionPublicId }, form.password);
      await confirmSensitiveAct(request, form.factor);
      return redirect(paths.dataZip());
    },
    { secrets: ["password", "factor"] },
  );
}

export default function MyData() {
  const { asked } = useLoaderData<typeof loader>();
  const { form, fields, attempt } = useBoardForm<{ password: string; factor: string }>("my-data");
  return (
    <Page title="Your data" width="form" crumb={{ to: paths.account(), label: "Your account" }}>
      <Section title="Download everything">
        <div className="stack stack--wide">
          <p>
            A ZIP file with all that is kept of you: your account, profile and applications as JSON, each field
            explained, your letters as text, and your résumés as you sent them.
          </p>
          <ErrorSummary
            errors={summaryErrors(
              [
                { label: "Password", field: fields.password },
                { label: "Code", field: fields.factor },
              ],
              form.errors,
            )}
            attempt={attempt}
          />
          {/* The browser itself follows to the file. */}
          <Form method="post" id={form.id} className="stack stack--wide" noValidate reloadDocument>
            <PasswordField field={fields.password} label="Your password, once more" autoComplete="current-password" />
            <FactorField field={fields.factor} asked={asked} />
            <div>
              <Button variant="go">Download everything</Button>
            </div>
          </Form>
        </div>
      </Section>
      <Section title="Delete the account">
        <div className="stack">
          <p>Your profile and your files are erased at once. The next page says what else ends, and what stays.</p>
          <div>
            <ButtonLink to={paths.deleteAccount()}>See what would happen</ButtonLink>
          </div>
        </div>
      </Section>
    </Page>
  );
}
