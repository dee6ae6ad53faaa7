import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { OrganizationFields, organizationLabels } from "~/employers/components/organization-fields.tsx";
import { createEmployer } from "~/employers/create-employer.server.ts";
import { employerSchema, type EmployerInput } from "~/employers/employer.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Make an organization – CareerCenter" }];

/** The signed-in person. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAccount(request);
  return null;
}

/** The signed-in person, who becomes its owner. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  return answerForm(request, employerSchema, async (value) => {
    await countAttempt("new-employer", { address: context.clientAddress, account: account.id });
    const employerId = await createEmployer(database(), account.id, value);
    return redirect(paths.newJob(employerId));
  });
}

export default function NewOrganization() {
  const { form, fields, pending, attempt } = useBoardForm<EmployerInput>("organization");
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
