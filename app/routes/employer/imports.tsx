import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { AddressClosed, AddressFields, PostingsFile, ReadingFields } from "~/imports/components/import-fields.tsx";
import { ImportList } from "~/imports/components/import-list.tsx";
import { importLabels, newImportForm } from "~/imports/import.ts";
import { listImports } from "~/imports/show-imports.server.ts";
import { createImport } from "~/imports/start-import.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { FormPart } from "~/ui/field.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { readImportPost } from "./receive-import.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Imports of ${page?.employer.name ?? "an organization"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const page = employerId && (await listImports(database(), { accountId: account.id, employerId }));
  if (!page) throw notFound();
  return { ...page, now: now() };
}

/** Members of the organization. Nothing of the body is read for anybody else. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  if (!employerId || !(await findEmployerForMember(database(), account.id, employerId))) throw notFound();
  const { form, upload, refused } = await readImportPost(request);
  return answerForm(
    request,
    newImportForm,
    async (value) => {
      if (refused) throw new DomainError("invalid", refused, "file");
      const by = { accountId: account.id, employerId, clientAddress: context.clientAddress };
      const id = await createImport(database(), by, value, upload);
      const flash = await setFlash({ kind: "done", text: "The import has begun. Its rows become drafts." });
      return redirect(paths.import(employerId, id), { headers: { "Set-Cookie": flash } });
    },
    { form },
  );
}

export default function Imports() {
  const { employer, imports, now } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<Record<keyof typeof importLabels, string>>("new-import", {
    schedule: "off",
  });
  const labelled = (["name", "url", "file"] as const).map((name) => ({
    label: importLabels[name],
    field: fields[name],
  }));
  return (
    <Page
      title={employer.name}
      lead="Bring the jobs that stand elsewhere. Each becomes a draft for you to complete; nothing is published by itself."
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <OrganizationTabs id={employer.id} current="imports" />
      <ErrorSummary
        errors={attempt ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="The import did not begin"
      />
      {imports.length > 0 ? (
        <Section title="Imports">
          <ImportList imports={imports} now={now} />
        </Section>
      ) : null}
      <Section title="New import">
        <Form
          method="post"
          encType="multipart/form-data"
          action={paths.imports(employer.id)}
          id={form.id}
          className="form narrow"
          noValidate
        >
          <TextField
            field={fields.name}
            label={importLabels.name}
            help="For yourself. Left open, it is the file's name or the host."
            autoComplete="off"
          />
          <ReadingFields fields={fields} />
          {employer.verified ? (
            <FormPart legend="From an address">
              <AddressFields fields={fields} />
            </FormPart>
          ) : (
            <AddressClosed employerId={employer.id} />
          )}
          <FormPart legend={employer.verified ? "Or from a file" : "From a file"}>
            <PostingsFile field={fields.file} />
          </FormPart>
          <Buttons>
            <Button variant="go" pending={pending}>
              Import
            </Button>
          </Buttons>
        </Form>
      </Section>
    </Page>
  );
}
