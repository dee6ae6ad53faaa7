import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { deleteAccountSchema } from "~/accounts/account-forms.ts";
import { closeSession } from "~/accounts/sessions.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { deleteAccount } from "~/my-data/delete-account.server.ts";
import { showDeparture } from "~/my-data/show-my-data.server.ts";
import { Consequences, Obstacles } from "~/my-data/components/departure-parts.tsx";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { CodeField } from "~/ui/factor-field.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Delete your account – CareerCenter" }];

/** The signed-in person only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { id, staffRole } = await requireAccount(request);
  const hasFactor = (await readVisitor(request))?.hasFactor ?? false;
  return { ...(await showDeparture(database(), id)), staff: staffRole !== null, hasFactor };
}

/** The signed-in person only, but for staff: with the password, and with a code where they have a second factor. */
export async function action({ request }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const hasFactor = (await readVisitor(request))?.hasFactor ?? false;
  return answerForm(
    request,
    deleteAccountSchema,
    async (form) => {
      await deleteAccount(database(), { account, hasFactor }, form);
      const headers = new Headers();
      headers.append("Set-Cookie", await closeSession(request));
      headers.append("Set-Cookie", await setFlash({ kind: "done", text: "Your account is deleted. Good luck." }));
      return redirect(paths.home(), { headers });
    },
    { secrets: ["password", "factor"] },
  );
}

export default function DeleteAccount() {
  const departure = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ password: string; factor: string; sure: string }>("delete");
  return (
    <Page title="Delete your account" width="form" crumb={{ to: paths.myData(), label: "Your data" }}>
      {departure.staff ? (
        <Note title="Staff cannot just leave">Have an admin take your staff role first.</Note>
      ) : departure.obstacles.length ? (
        <Obstacles obstacles={departure.obstacles} />
      ) : (
        <div className="stack stack--wide">
          <Consequences {...departure} />
          <ErrorSummary
            errors={summaryErrors(
              [
                { label: "Password", field: fields.password },
                { label: "Code", field: fields.factor },
                { label: "Sure", field: fields.sure },
              ],
              form.errors,
            )}
            attempt={attempt}
          />
          <Form method="post" id={form.id} className="stack stack--wide" noValidate>
            <PasswordField field={fields.password} label="Your password, once more" autoComplete="current-password" />
            {departure.hasFactor ? <CodeField field={fields.factor} /> : null}
            <CheckboxField field={fields.sure} label="I know that this cannot be taken back" />
            <Buttons>
              <Button variant="stop" pending={pending}>
                Delete my account
              </Button>
              <ButtonLink variant="text" to={paths.myData()}>
                Not now
              </ButtonLink>
            </Buttons>
          </Form>
        </div>
      )}
    </Page>
  );
}
