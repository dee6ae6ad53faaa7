import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { listEmployersOfAccount } from "~/employers/find-employer.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { TemplateList } from "~/jobs/components/post/templates.tsx";
import { listTemplatesOfMember } from "~/jobs/manage-templates.server.ts";
import { startDraft } from "~/jobs/start-draft.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { idSchema } from "~/platform/id-schema.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { asRequired } from "~/ui/field.tsx";
import { Page } from "~/ui/frame.tsx";
import { Box } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Post a job – CareerCenter" }];

/** The signed-in person; who belongs to no organization makes one first. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const employers = await listEmployersOfAccount(database(), account.id);
  if (employers.length === 0) throw redirect(paths.newEmployer());
  const asked = new URL(request.url).searchParams.get("employer");
  const chosen = employers.find(({ id }) => id === asked) ?? (employers.length === 1 ? employers[0] : undefined);
  const templates = await listTemplatesOfMember(database(), account.id);
  const ofEmployer = (id: EmployerId) => templates.filter((template) => template.employerId === id);
  return {
    employers: employers.map(({ id, name }) => ({ id, name, templates: ofEmployer(id) })),
    chosenId: chosen?.id,
    now: now(),
  };
}

const newJobSchema = z.object({
  employer: idSchema<"employer">("Choose who posts the job"),
  // Judged in the first step; here it only gives the draft a name.
  title: z.string().max(1_000, "Use at most 120 characters").optional(),
});

/** Members of the employer named in the form; the use-case checks it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  return answerForm(request, newJobSchema, async ({ employer, title }) => {
    await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
    const form = title ? { title } : {};
    const jobId = await startDraft(database(), { accountId: account.id, employerId: employer, form });
    return redirect(paths.editJob(jobId, "job"));
  });
}

export default function NewJob() {
  const { employers, chosenId, now } = useLoaderData<typeof loader>();
  const values = { employer: chosenId, title: "" };
  const { form, fields, pending, attempt } = useBoardForm<{ employer: string; title: string }>("new-job", values);
  const labelled = [
    { label: "Organization", field: fields.employer },
    { label: "Title", field: fields.title },
  ];
  return (
    <Page
      title="Post a job"
      lead="Six short steps. The draft saves itself, and you pay nothing until a moderator approves the job."
      crumb={{ to: paths.desk(), label: "Your desk" }}
      width="form"
    >
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <Form method="post" id={form.id} className="form" noValidate>
        {employers.length === 1 ? (
          <input type="hidden" name="employer" value={employers[0]?.id} />
        ) : (
          <RadioGroup
            field={asRequired(fields.employer)}
            label="Who posts it"
            options={employers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextField
          field={fields.title}
          label="Title"
          help={`Such as “Inpatient Coder, Acute Care”.${employers.length === 1 ? ` It is posted by ${employers[0]?.name}.` : ""}`}
          markOptional
          autoComplete="off"
        />
        <div className="btns">
          <Button variant="go" pending={pending} pendingLabel="Starting…">
            Start writing
          </Button>
        </div>
      </Form>
      {employers.map(({ id, name, templates }) =>
        templates.length > 0 ? (
          <Box key={id} title={`Or begin with a template${employers.length > 1 ? ` of ${name}` : ""}`}>
            <TemplateList templates={templates} employerId={id} now={now} />
          </Box>
        ) : null,
      )}
      <p className="quiet small">
        An earlier job can be duplicated from <Link to={paths.desk()}>your desk</Link>, in whatever state it is.
      </p>
    </Page>
  );
}
