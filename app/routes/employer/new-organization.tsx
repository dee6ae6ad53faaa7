import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { OrganizationFields, organizationLabels } from "~/employers/components/organization-fields.tsx";
import { createEmployer } from "~/employers/create-employer.server.ts";
import { findNamesake } from "~/employers/find-namesake.server.ts";
import { employerSchema, type EmployerInput } from "~/employers/employer.ts";
import { answerForm, readForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Make an organization – CareerCenter" }];

/** The signed-in person. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAccount(request);
  return null;
}

/** The signed-in person, who becomes its owner. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const form = await readForm(request);
  const answer = await answerForm(
    request,
    employerSchema,
    async (value) => {
      await countAttempt("new-employer", { address: context.clientAddress, account: account.id });
      const employerId = await createEmployer(database(), account.id, value);
      return redirect(paths.newJob(employerId));
    },
    { form },
  );
  if (answer instanceof Response || answer.init?.status !== 409) return answer;
  const taken = await findNamesake(database(), String(form.get("name")).slice(0, 160));
  return data({ ...answer.data, taken }, { status: 409 });
}

export default function NewOrganization() {
  const { form, fields, pending, attempt } = useBoardForm<EmployerInput>("organization");
  const answered = useActionData<typeof action>();
  const taken = answered && "taken" in answered ? answered.taken : undefined;
  return (
    <Page
      title="Make an organization"
      lead="Jobs are posted in its name. You become its owner."
      crumb={{ to: paths.desk(), label: "Your desk" }}
      width="form"
    >
      <ErrorSummary
        errors={summaryErrors(
          (["name", "website", "about"] as const).map((name) => ({
            label: organizationLabels[name],
            field: fields[name],
          })),
          form.errors,
        )}
        attempt={attempt}
      />
      {taken ? (
        <Note kind="info" title={`Do you belong to ${taken.name}?`} className="invited">
          Then a moderator makes you a member of it.{" "}
          <ButtonLink variant="text" to={paths.claim(taken.slug)}>
            Claim {taken.name}
          </ButtonLink>
        </Note>
      ) : null}
      <Form method="post" id={form.id} className="form" noValidate>
        <OrganizationFields fields={fields} />
        <div className="btns">
          <Button variant="go" pending={pending}>
            Make the organization
          </Button>
        </div>
      </Form>
    </Page>
  );
}
