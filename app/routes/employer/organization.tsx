import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { OrganizationFields, organizationLabels } from "~/employers/components/organization-fields.tsx";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { editEmployer } from "~/employers/edit-employer.server.ts";
import { ChangedMeanwhile } from "~/employers/components/changed-meanwhile.tsx";
import { editEmployerSchema, type EmployerInput } from "~/employers/employer.ts";
import { verificationLabels } from "~/employers/verification.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.employer.name ?? "Organization"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const employer = id && (await findEmployerForMember(database(), account.id, id));
  if (!employer) throw notFound();
  return { employer };
}

/** Owners of the organization; the use-case says so to recruiters. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  if (!id || !(await findEmployerForMember(database(), account.id, id))) throw notFound();
  return answerForm(request, editEmployerSchema, async ({ version, ...value }) => {
    await editEmployer(database(), account.id, id, value, version);
    await catchUpWithWrites();
    const flash = await setFlash({ kind: "done", text: "The organization is saved." });
    return redirect(paths.editEmployer(id), { headers: { "Set-Cookie": flash } });
  });
}

/** A stale form is shown beside what stands by now, and its next attempt is about that. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function Organization() {
  const { employer } = useLoaderData<typeof loader>();
  const { name, website, about } = employer;
  const { form, fields, pending, attempt } = useBoardForm<EmployerInput>("organization", { name, website, about });
  const owner = employer.role === "owner";
  return (
    <Page
      title={name}
      lead={
        employer.verification === "unverified" ? (
          verificationLabels.unverified
        ) : (
          <Mark kind="verified">{verificationLabels[employer.verification]}</Mark>
        )
      }
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <OrganizationTabs id={employer.id} current="profile" />
      {owner ? (
        <>
          <ErrorSummary
            errors={summaryErrors(
              (["name", "website", "about"] as const).map((field) => ({
                label: organizationLabels[field],
                field: fields[field],
              })),
              form.errors,
            )}
            attempt={attempt}
          />
          {attempt ? <ChangedMeanwhile typed={attempt.lastResult.initialValue} now={employer} /> : null}
          <Section title="What it says of itself">
            <Form method="post" id={form.id} className="form orgform" noValidate>
              <input type="hidden" name="version" value={employer.version} />
              <OrganizationFields fields={fields} nameFixed={employer.verification !== "unverified"} />
              <div className="btns">
                <Button variant="go" pending={pending}>
                  Save the organization
                </Button>
              </div>
            </Form>
          </Section>
        </>
      ) : (
        <Section title="What it says of itself">
          <DefinitionList
            items={[
              { term: "Name", value: name },
              { term: "Website", value: website },
              { term: "About", value: about || undefined },
              { term: "To change", value: "Ask an owner of the organization." },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}
