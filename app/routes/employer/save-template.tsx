import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { saveTemplate } from "~/jobs/manage-templates.server.ts";
import { findDeskTitle } from "~/jobs/read-desk.server.ts";
import { TEMPLATE_NAME_LENGTH } from "~/jobs/template.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { asRequired } from "~/ui/field.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Keep ${page?.title ?? "a job"} as a template – CareerCenter` },
];

/** Members of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const title = jobId && (await findDeskTitle(database(), account.id, jobId));
  if (!jobId || title === undefined) throw notFound();
  return { jobId, title };
}

const templateForm = z.object({
  name: z.string("Give the template a name").max(1_000, `Use at most ${TEMPLATE_NAME_LENGTH} characters`),
  replace: z.literal("on").optional(),
});

/** Members of the job's employer; the use-case checks it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId) throw notFound();
  return answerForm(request, templateForm, async ({ name, replace }) => {
    const saved = await saveTemplate(database(), { accountId: account.id, jobId, name, replace: replace === "on" });
    const text = saved.replaced ? `The template “${saved.name}” is replaced.` : `Kept as the template “${saved.name}”.`;
    return redirect(paths.templates(saved.employerId), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

export default function SaveTemplate() {
  const { jobId, title } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ name: string; replace: string }>("template", {
    name: title.slice(0, TEMPLATE_NAME_LENGTH),
  });
  return (
    <Page
      title="Keep it as a template"
      lead="Everything this job says now, for you and your colleagues to start the next one from."
      crumb={{ to: paths.deskJob(jobId), label: title }}
      width="form"
    >
      <ErrorSummary
        errors={summaryErrors([{ label: "Name", field: fields.name }], form.errors)}
        attempt={attempt}
        title="Not kept"
      />
      <Form method="post" id={form.id} className="form" noValidate>
        <TextField
          field={asRequired(fields.name)}
          label="Name"
          help="How your colleagues find it, such as “Inpatient, remote”."
          autoComplete="off"
        />
        <CheckboxField
          field={fields.replace}
          label="Replace the template of this name, if there is one"
          help="What it said before is gone then."
        />
        <div className="btns">
          <Button variant="go" pending={pending} pendingLabel="Keeping…">
            Keep it
          </Button>
        </div>
      </Form>
    </Page>
  );
}
