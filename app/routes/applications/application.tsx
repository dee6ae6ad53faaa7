import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import {
  applicationStateLabels,
  applicationStateMeanings,
  nextStates,
  withdrawSchema,
} from "~/applications/application.ts";
import { EventMessage } from "~/applications/components/applicant-parts.tsx";
import { Letter } from "~/applications/components/letter.tsx";
import { ErasedNote } from "~/applications/components/erased-note.tsx";
import { ResumeLinks } from "~/applications/components/resume-links.tsx";
import { ScreeningAnswers } from "~/applications/components/screening-answers.tsx";
import { listOwnAnswers } from "~/applications/list-answers.server.ts";
import { readOwnApplication } from "~/applications/list-applications.server.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Timeline } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Your application: ${data?.application.title ?? "not found"} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A refused withdrawal shows where the application stands by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

/** The signed-in person's own application. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"application">(params.applicationId);
  const found = id && (await readOwnApplication(database(), account.id, id));
  if (!found) throw notFound();
  const mayWithdraw = nextStates(found.application.state, "seeker").includes("withdrawn");
  const asksWithdraw = mayWithdraw && new URL(request.url).searchParams.has("withdraw");
  const answers = await listOwnAnswers(database(), id);
  return { ...found, answers, mayWithdraw, asksWithdraw, now: now() };
}

/** The signed-in person withdraws their own application. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const applicationId = parseId<"application">(params.applicationId);
  if (!applicationId) throw notFound();
  return answerForm(request, withdrawSchema, async ({ version }) => {
    await withdrawApplication(database(), account.id, { applicationId, version });
    const flash = await setFlash({ kind: "done", text: "Your application is withdrawn. The employer is told." });
    return redirect(paths.application(applicationId), { headers: { "Set-Cookie": flash } });
  });
}

export default function Application() {
  const { application, answers, events, mayWithdraw, asksWithdraw, now: at } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ version: string }>("withdraw");
  const errors = attempt ? summaryErrors([{ label: "Version", field: fields.version }], form.errors) : [];
  return (
    <Page
      title={application.title}
      crumb={{ to: paths.applications(), label: "Your applications" }}
      lead={`${application.employerName}. You applied on ${formatDate(application.createdAt, at)}.`}
      tools={
        mayWithdraw && !asksWithdraw ? (
          <ButtonLink to="?withdraw=1" preventScrollReset>
            Withdraw…
          </ButtonLink>
        ) : undefined
      }
    >
      <ErrorSummary errors={errors} attempt={attempt} title="Your application was not withdrawn" />
      {asksWithdraw ? (
        <Form method="post" id={form.id} className="ask">
          <Note kind="warn" title={`Withdraw your application to ${application.employerName}?`}>
            They are told at once and cannot go on with it, and you cannot apply to this job again. What you sent stays
            readable to them.
            <input type="hidden" name="version" value={application.version} />
            <Buttons>
              <Button variant="stop" pending={pending}>
                Withdraw my application
              </Button>
              <ButtonLink variant="text" to={paths.application(application.id)} preventScrollReset>
                Keep it
              </ButtonLink>
            </Buttons>
          </Note>
        </Form>
      ) : null}
      <Section title="Where it stands">
        <p className="standing">
          <b>{applicationStateLabels[application.state]}.</b> {applicationStateMeanings[application.state]}
        </p>
        <Timeline
          label="Every change, oldest first, in UTC"
          now={at}
          entries={events.map((event) => ({
            key: event.id,
            at: event.at,
            title: applicationStateLabels[event.state],
            detail: (
              <>
                {event.side === "seeker" ? "By you" : `By ${application.employerName}`}
                <EventMessage message={event.message} />
              </>
            ),
          }))}
        />
        <p className="help">Times are UTC. You are told of each change by mail.</p>
      </Section>
      <Section title="Your letter">
        <Letter text={application.letter} />
      </Section>
      {answers.length > 0 ? (
        <Section title="Your answers">
          <ScreeningAnswers answers={answers} />
        </Section>
      ) : null}
      <Section title="Your résumé">
        {application.erasedAt ? (
          <ErasedNote at={application.erasedAt} now={at} />
        ) : (
          <ResumeLinks
            id={application.fileId}
            name={application.fileName}
            type={application.fileType}
            bytes={application.fileBytes}
          />
        )}
      </Section>
      <Section title="The job">
        <p>
          <Link to={paths.job(application.jobSlug)}>{application.title}</Link> at {application.employerName}.
          {application.erasedAt
            ? ""
            : ` Sent with your name, ${application.name}, and your address, ${application.email}.`}
        </p>
      </Section>
    </Page>
  );
}
