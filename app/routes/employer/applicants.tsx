import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { filterSearch, isNarrowed, parseApplicantFilter, statesInPlay } from "~/applications/applicant-filter.ts";
import { applicantsForm, type BoardMove, parsePicks } from "~/applications/applicant-forms.ts";
import { applicationStateLabels, type ApplicationState } from "~/applications/application.ts";
import { ApplicantBoard } from "~/applications/components/applicant-board.tsx";
import { ApplicantSearch, ApplicantViews } from "~/applications/components/applicant-filters.tsx";
import { ApplicantList } from "~/applications/components/applicant-list.tsx";
import type { BoardAnswer } from "~/applications/components/board-moves.ts";
import { moveSeveral } from "~/applications/decline-applicants.server.ts";
import {
  isMemberForJob,
  listBoard,
  pageOfApplicants,
  readApplicantsOfJob,
} from "~/applications/list-applicants.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { outcomeWords } from "~/applications/pick-words.ts";
import { readReplyRecordOfDay } from "~/applications/read-reply-record.server.ts";
import { replyWords } from "~/applications/reply-record.ts";
import { listMembers } from "~/employers/manage-members.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { countOf, formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Applicants: ${data?.job.title ?? "not found"} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A refused move shows the board as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

/** A member of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const search = new URL(request.url).searchParams;
  const filter = parseApplicantFilter(search);
  const desk = jobId && (await readApplicantsOfJob(database(), account.id, jobId, filter));
  if (!desk) throw notFound();
  const { job, views, inPlay, all, counts } = desk;
  const view = filter.state || search.get("view") === "list" ? ("list" as const) : undefined;
  const after = parseId<"application">(search.get("after"));
  const [members, record, board, page] = await Promise.all([
    listMembers(database(), job.employerId),
    readReplyRecordOfDay(database(), job.employerId, now()),
    view ? undefined : listBoard(database(), account.id, jobId, filter),
    view && pageOfApplicants(database(), account.id, jobId, filter, after),
  ]);
  const colleagues = members
    .filter(({ accountId }) => accountId !== account.id)
    .map(({ accountId, name }) => ({ id: accountId, name }));
  return { job, filter, view, views, inPlay, all, counts, colleagues, record, board, page, now: now() };
}

/** A member of the job's employer: moves one on the board, or marks several as reviewed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId || !(await isMemberForJob(database(), account.id, jobId))) throw notFound();
  const form = await readForm(request);
  const wish = readWish(form, applicantsForm);
  if (!wish) throw new Response(null, { status: 400 });
  return wish.intent === "review"
    ? review(account.id, jobId, form)
    : move(request, account.id, jobId, wish, form.has("script"));
}

async function review(accountId: AccountId, jobId: JobId, form: FormData) {
  const picks = parsePicks(form.getAll("pick"));
  const outcomes = await moveSeveral(database(), accountId, { jobId, picks, to: "reviewed" });
  const back = filterSearch(parseApplicantFilter(new URLSearchParams(String(form.get("back") ?? ""))), {
    view: "list",
  });
  const text = picks.length > 0 ? outcomeWords(outcomes, "reviewed") : "Tick the applicants first.";
  const kind = outcomes.some(({ outcome }) => outcome === "done") ? "done" : "warn";
  return redirect(`${paths.applicants(jobId)}${back}`, { headers: { "Set-Cookie": await setFlash({ kind, text }) } });
}

async function move(request: Request, accountId: AccountId, jobId: JobId, wish: BoardMove, byScript: boolean) {
  const { application: applicationId, to, version } = wish;
  return answering<BoardAnswer | Response, BoardAnswer>(
    async () => {
      await moveApplication(database(), accountId, { jobId, applicationId, to, version });
      if (byScript) return { moved: true };
      const text = `Moved to ${applicationStateLabels[to]}. The applicant is told by mail.`;
      const back = filterSearch(parseApplicantFilter(new URL(request.url).searchParams));
      return redirect(`${paths.applicants(jobId)}${back}#a-${applicationId}`, {
        headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
      });
    },
    ({ message }) => ({ refused: message }),
  );
}

export default function Applicants() {
  const { job, filter, view, views, inPlay, all, counts, colleagues, record, board, page, now: at } = useLoaderData<typeof loader>(); // prettier-ignore
  const answer = useActionData<BoardAnswer>();
  const count = (state: ApplicationState) => counts[state] ?? 0;
  const fitting = statesInPlay.reduce((sum, state) => sum + count(state), 0);
  const until = job.state === "live" && job.expiresAt ? ` until ${formatDate(job.expiresAt, at)}` : "";
  const about = { jobId: job.id, filter, view };
  return (
    <Page
      width="wide"
      title={inPlay === 1 ? "1 person in play" : `${countOf(inPlay, "person", "people")} in play`}
      crumb={{ to: paths.desk(), label: "All your jobs" }}
      lead={
        <>
          <Link to={paths.deskJob(job.id)}>{job.title}</Link>. {jobStateLabels[job.state]}
          {until}. {record ? `${replyWords(record, "You answer")}; shown on the job.` : null}
        </>
      }
      tools={
        all > 0 ? (
          <>
            {view ? (
              <ButtonLink to={`${paths.applicants(job.id)}${filterSearch({ ...filter, state: undefined })}`}>
                Back to the board
              </ButtonLink>
            ) : (
              <ButtonLink to={`${paths.applicants(job.id)}${filterSearch(filter, { view: "list" })}`}>
                Decline several
              </ButtonLink>
            )}
            <a className="btn" href={`${paths.exportApplicants(job.id)}${filterSearch(filter)}`} download>
              Export CSV
            </a>
          </>
        ) : undefined
      }
    >
      {answer && "refused" in answer ? (
        <Note kind="warn" title="Not moved">
          <p>{answer.refused}</p>
        </Note>
      ) : null}
      {all === 0 ? (
        <EmptyState
          title="Nobody has applied yet"
          icon="mail"
          action={{ to: paths.deskJob(job.id), label: "See the job" }}
        >
          Each application comes here, and every member of {job.employerName} is told by mail.
        </EmptyState>
      ) : (
        <>
          <ApplicantViews {...about} views={views} inPlay={inPlay} count={count} />
          <ApplicantSearch {...about} colleagues={colleagues} />
          {isNarrowed(filter) && !view ? (
            <p className="small quiet found">{countOf(fitting, "applicant")} fit.</p>
          ) : null}
          {board ? <ApplicantBoard jobId={job.id} columns={board} count={count} filter={filter} now={at} /> : null}
          {page ? <ApplicantList jobId={job.id} filter={filter} {...page} now={at} /> : null}
        </>
      )}
    </Page>
  );
}
