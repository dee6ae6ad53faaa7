import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { DeleteTemplate, RenameTemplate, TemplateList } from "~/jobs/components/post/templates.tsx";
import { deleteTemplate, listTemplatesOfMember, renameTemplate } from "~/jobs/manage-templates.server.ts";
import { startFromTemplate } from "~/jobs/start-draft.server.ts";
import { MOST_TEMPLATES } from "~/jobs/template.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { idSchema } from "~/platform/id-schema.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Templates of ${page?.employer.name ?? "an organization"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const employer = id && (await findEmployerForMember(database(), account.id, id));
  if (!employer) throw notFound();
  const templates = await listTemplatesOfMember(database(), account.id, id);
  const search = new URL(request.url).searchParams;
  const ask = z.enum(["rename", "delete"]).safeParse(search.get("ask")).data;
  const asked = ask && templates.find((template) => template.id === search.get("id"));
  return { employer: { id, name: employer.name }, templates, ask, asked, now: now() };
}

const templateId = idSchema<"template">();
const seen = z.coerce.number().int().nonnegative();
const wishes = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("start"), template: templateId }),
  z.object({ deed: z.literal("rename"), template: templateId, seen, name: z.string().max(1_000).default("") }),
  z.object({ deed: z.literal("delete"), template: templateId, seen }),
]);

type Refusal = { message: string; field?: string; name?: string };

/** Members of the organization; every use-case checks it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const employer = employerId && (await findEmployerForMember(database(), account.id, employerId));
  if (!employer) throw notFound();
  const wish = readWish(await readForm(request), wishes);
  if (!wish) return data<Refusal>({ message: "This page does not know that. Choose again." }, { status: 400 });
  const by = { accountId: account.id, employerId };
  return answering(
    async () => {
      if (wish.deed === "start") {
        await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
        const jobId = await startFromTemplate(database(), { ...by, templateId: wish.template });
        return redirect(paths.editJob(jobId, "job"));
      }
      const { template: id, seen } = wish;
      if (wish.deed === "rename") await renameTemplate(database(), { ...by, id, seen, name: wish.name });
      else await deleteTemplate(database(), { ...by, id, seen });
      const text = wish.deed === "rename" ? "The template has its new name." : "The template is deleted.";
      return redirect(paths.templates(employerId), {
        headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
      });
    },
    ({ message, field }): Refusal => ({ message, field, name: wish.deed === "rename" ? wish.name : undefined }),
  );
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function Templates() {
  const { employer, templates, ask, asked, now } = useLoaderData<typeof loader>();
  const refused = useActionData<Refusal>();
  const besideName = refused?.field === "name" ? refused.message : undefined;
  const about = { employerId: employer.id };
  return (
    <Page title={employer.name} lead="What its jobs begin with." crumb={{ to: paths.desk(), label: "Your desk" }}>
      <OrganizationTabs id={employer.id} current="templates" />
      <ErrorSummary
        errors={refused ? [{ id: besideName && "name", message: refused.message }] : []}
        attempt={refused}
        title="Not done"
      />
      {ask === "rename" && asked ? (
        <RenameTemplate key={asked.version} {...about} template={asked} typed={refused?.name} error={besideName} />
      ) : null}
      {ask === "delete" && asked ? <DeleteTemplate {...about} template={asked} /> : null}
      {templates.length > 0 ? (
        <Section title="Templates">
          <TemplateList {...about} templates={templates} now={now} edits />
          <p className="quiet small">
            Everybody who belongs to {employer.name} starts jobs from these. Any job or draft can be kept as one, from
            its page on your desk; at most {MOST_TEMPLATES}.
          </p>
        </Section>
      ) : (
        <EmptyState
          title="No templates yet"
          icon="edit"
          action={{ to: paths.desk({ employer: employer.id }), label: "See its jobs" }}
        >
          Write a job once, keep it as a template from its page on your desk, and start the next one from it.
        </EmptyState>
      )}
    </Page>
  );
}
