import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { sourceWords } from "~/imports/components/import-list.tsx";
import { AgainSection, RemoveSection, SettingsSection } from "~/imports/components/import-sections.tsx";
import { isRunning, OutcomeTabs, RowList, RunList, RunState } from "~/imports/components/run-report.tsx";
import { editImport, removeImport } from "~/imports/edit-import.server.ts";
import { importForm } from "~/imports/import-forms.ts";
import { outcomes } from "~/imports/import.ts";
import { showImport } from "~/imports/show-imports.server.ts";
import { fetchNow, requireSource, uploadAgain } from "~/imports/start-import.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";
import { useLooking } from "~/ui/use-looking.ts";
import { readImportPost } from "./receive-import.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Import ${page.source.name}` : "Import"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const sourceId = parseId<"import-source">(params.importId);
  const search = new URL(request.url).searchParams;
  const runId = search.has("run") ? parseId<"import-run">(search.get("run")) : undefined;
  if (!employerId || !sourceId || (search.has("run") && !runId)) throw notFound();
  const outcome = outcomes.find((one) => one === search.get("outcome"));
  const after = Math.max(0, Math.min(1e6, Math.trunc(Number(search.get("after")) || 0)));
  const page = await showImport(database(), { accountId: account.id, employerId }, sourceId, { runId, outcome, after });
  if (!page) throw notFound();
  return { ...page, outcome, after, ask: search.get("ask") === "remove", now: now() };
}

/** Members of the organization. Nothing of the body is read for anybody else. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const sourceId = parseId<"import-source">(params.importId);
  if (!employerId || !sourceId) throw notFound();
  const by = { accountId: account.id, employerId, clientAddress: context.clientAddress };
  const go = async (to: string, text: string) =>
    redirect(to, { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  const page = paths.import(employerId, sourceId);
  return answering(
    async () => {
      await requireSource(database(), by, sourceId);
      const { form, upload, refused } = await readImportPost(request);
      const intent = readWish(form, importForm)?.intent;
      if (intent === "fetch") {
        await fetchNow(database(), by, sourceId);
        return redirect(page);
      }
      if (intent === "upload") {
        if (refused) throw new DomainError("invalid", refused, "file");
        await uploadAgain(database(), by, sourceId, upload);
        return redirect(page);
      }
      if (intent === "remove") {
        await removeImport(database(), by, sourceId);
        return await go(paths.imports(employerId), "The import is removed. The drafts it made stay.");
      }
      return await answerForm(
        request,
        importForm,
        async (value) => {
          if (value.intent !== "settings") throw new Response(null, { status: 400 });
          await editImport(database(), by, sourceId, value);
          return go(page, "The settings are saved.");
        },
        { form },
      );
    },
    (error) => ({ refused: error.message }),
  );
}

/** A stale form is shown with what stands by now, so that its next attempt is about that. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

/** While a run is at work. */
const LOOKS = { every: 2_000, most: 900 };

export default function Import() {
  const { employer, source, run, runs, rows, next, outcome, after, ask, now } = useLoaderData<typeof loader>();
  const answer = useActionData<Partial<FormAnswer> & { refused?: string }>();
  useLooking(isRunning(run), LOOKS);
  const newest = run?.id === runs[0]?.id;
  const at = { ...(run && !newest ? { run: run.id } : {}), ...(outcome ? { outcome } : {}) };
  return (
    <Page
      title={source.name}
      lead={sourceWords(source)}
      crumb={{ to: paths.imports(employer.id), label: `Imports of ${employer.name}` }}
    >
      <OrganizationTabs id={employer.id} current="imports" />
      {run ? (
        <Section title={newest ? "Last run" : "An earlier run"}>
          <RunState source={source} run={run} now={now} />
          <OutcomeTabs source={source} run={run} chosen={outcome} newest={newest} />
          {rows.length > 0 ? <RowList rows={rows} /> : null}
          {next || after > 0 ? (
            <Pager
              shown={`${countOf(rows.length, "row")} on this page`}
              nextTo={next ? paths.import(employer.id, source.id, { ...at, after: String(next) }) : undefined}
              nextLabel="More rows"
              firstTo={after > 0 ? paths.import(employer.id, source.id, at) : undefined}
              firstLabel="First rows"
            />
          ) : null}
        </Section>
      ) : null}
      <AgainSection
        employer={employer}
        source={source}
        running={isRunning(runs[0] ?? null)}
        refused={answer?.refused}
      />
      <SettingsSection key={source.version} employer={employer} source={source} now={now} />
      {runs.length > 1 ? (
        <Section title="Runs">
          <RunList source={source} runs={runs} shown={run?.id ?? ""} now={now} />
        </Section>
      ) : null}
      <RemoveSection source={source} ask={ask} />
    </Page>
  );
}
