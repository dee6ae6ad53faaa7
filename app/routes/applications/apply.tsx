import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { applySchema } from "~/applications/application.ts";
import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { askedFields, changesSince, readScreening } from "~/applications/asked-questions.server.ts";
import { ApplyForm } from "~/applications/components/apply-form.tsx";
import {
  AppliedAlready,
  ApplyElsewhere,
  ApplyJob,
  NoMoreApplications,
} from "~/applications/components/apply-parts.tsx";
import { OneClick } from "~/applications/components/one-click.tsx";
import { fileGuestApplication } from "~/applications/guest/file-guest-application.server.ts";
import { guestFields } from "~/applications/guest/guest-forms.ts";
import { howToApply, takesApplications } from "~/applications/how-to-apply.ts";
import { recall } from "~/applications/kept/recall.server.ts";
import { findApplicationToJob } from "~/applications/list-applications.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { receiveUpload } from "./receive-upload.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: answer }) => [
  { title: `Apply: ${answer?.job.title ?? "no such job"} – CareerCenter` },
  { name: "robots", content: "noindex" },
];

const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });
export { headers };

/** A form that was refused because the job or its questions changed shows what they are now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

const guestSchema = z.object({ name: z.string(), email: z.string() });

const SIGNED_IN_NOW = "You are signed in by now. Look at it once more, then send it.";

async function jobOf(slug: string | undefined) {
  const job = await showJob(database(), slug ?? "");
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw notFound();
  const { content, origin, sourceUrl } = job;
  return { job, how: howToApply({ open: takesApplications(status!), origin, sourceUrl, apply: content.apply }) };
}

/** Everybody: who is signed in sees what is kept of theirs, a guest a form that is confirmed by mail. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { job, how } = await jobOf(params.slug);
  if (params.slug !== job.slug) throw redirect(paths.apply(job.slug));
  const { title, mode, locations, stateReach, states, pay, employmentTypes } = job.content;
  const { slug, employer, revisionId } = job;
  const shown = { slug, employer, title, mode, locations, stateReach, states, pay, employmentTypes };
  const asked = askedFields(job.content.questions);
  const page = { job: shown, revisionId, asked, how, now: now() };
  if (how.how !== "board") return data({ ...page, own: null }, { status: how.how === "over" ? 410 : 200 });
  const account = (await readVisitor(request))?.account;
  if (!account) return data({ ...page, own: null });
  const [earlier, recalled] = await Promise.all([
    findApplicationToJob(database(), account.id, job.id),
    recall(database(), account.id, asked),
  ]);
  const oneClick = recalled.ready && !new URL(request.url).searchParams.has("change");
  const person = { name: account.name, email: account.email };
  return data({ ...page, own: { person, earlier, recalled, oneClick } });
}

/** Everybody, within limits; a guest's application waits for the link in a mail. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = (await readVisitor(request))?.account;
  const { job } = await jobOf(params.slug);
  const { form, resume, problem } = await receiveUpload(request, account?.id, context.clientAddress);
  // A form that was opened signed in is no guest's: it asked for no address.
  if (!account && form.get("who") !== "guest") await requireAccount(request);
  const screening = readScreening(form);
  const gone = await changesSince(database(), job, screening);
  const schema = applySchema(problem?.text, askedFields(job.content.questions), account ? {} : guestFields);
  const answer = await answerForm(
    request,
    schema,
    async (value) => {
      if (!resume) throw new Error("A form without a résumé is refused by its schema");
      const sent = { jobId: job.id, letter: value.letter, screening, fileId: resume.id, ...context };
      if (!account) {
        const { name, email } = guestSchema.parse(value);
        const ref = await fileGuestApplication(database(), { ...sent, name, email });
        return redirect(paths.applySent(job.slug, ref));
      }
      if (form.get("who") === "guest") throw new DomainError("conflict", SIGNED_IN_NOW);
      const remember = value.remember === "on";
      const { applicationId, already } = await applyToJob(database(), { ...sent, account, remember });
      if (!already) countDeed("apply", job.id, request, context.clientAddress);
      const flash = already
        ? {
            kind: "warn" as const,
            text: "You have applied to this job already. This is your application; nothing was sent again.",
          }
        : { kind: "done" as const, text: `Your application was sent to ${job.employer.name}.` };
      return redirect(paths.application(applicationId), { headers: { "Set-Cookie": await setFlash(flash) } });
    },
    { form },
  );
  if (answer instanceof Response) return answer;
  const status = gone ? 409 : problem?.status;
  return data({ ...answer.data, kept: resume, gone }, { ...answer.init, ...(status ? { status } : {}) });
}

export default function Apply() {
  const { job, revisionId, asked, how, own, now: at } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pending = useNavigation().state === "submitting";
  const stored = own?.recalled.resume;
  const here = answer?.kept ?? (stored && { ...stored, value: stored.id });
  const typed: Record<string, unknown> = answer?.lastResult.initialValue ?? {};
  const wrote = (name: string) => (typeof typed[name] === "string" ? typed[name] : "");
  return (
    <Page title={`Apply: ${job.title}`} width="form" crumb={{ to: paths.job(job.slug), label: "The job" }}>
      <ApplyJob job={job} />
      {how.how === "over" ? (
        <NoMoreApplications
          letter={wrote("letter")}
          answers={asked.map(({ name, question }) => ({ question: question.text, answer: wrote(name) }))}
        />
      ) : null}
      {how.how === "elsewhere" ? (
        <ApplyElsewhere
          employer={job.employer.name}
          to={how.to}
          byMail={how.byMail}
          away={paths.applyAway(job.slug)}
          applied={paths.appliedAway(job.slug)}
        />
      ) : null}
      {own?.earlier ? <AppliedAlready {...own.earlier} now={at} /> : null}
      {how.how === "board" && !own ? (
        <p>
          <Link to={paths.signIn(paths.apply(job.slug))}>Sign in</Link> to apply with what you have kept, or go on
          without an account.
        </p>
      ) : null}
      {how.how === "board" && own?.oneClick && !own.earlier && !answer ? (
        <OneClick
          {...{ job, revisionId, asked, pending, person: own.person, answers: own.recalled.answers, resume: stored! }}
        />
      ) : null}
      {how.how === "board" && !own?.earlier && (!own?.oneClick || answer) ? (
        <ApplyForm
          key={own ? "account" : "guest"}
          {...{ job, revisionId, asked, gone: answer?.gone, recalled: own?.recalled.answers ?? {} }}
          who={own?.person ?? "guest"}
          remembers={stored !== undefined}
          kept={here && { fileName: here.name, inputName: "kept", value: here.value }}
        />
      ) : null}
    </Page>
  );
}
