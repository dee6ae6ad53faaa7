import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { OwnSanction } from "~/moderation/components/own-sanction.tsx";
import { appealForm } from "~/moderation/reports/report-forms.ts";
import { fileAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { readOwnSuspension } from "~/moderation/sanctions/read-own-sanction.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Why your job was taken down – CareerCenter" }];

/** Members of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const own = jobId && (await readOwnSuspension(database(), jobId, account.id));
  if (!own) throw notFound();
  return { own, jobId, now: now() };
}

/** An owner's appeal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const own = jobId && (await readOwnSuspension(database(), jobId, account.id));
  if (!own) throw notFound();
  return answerForm(request, appealForm, async ({ body }) => {
    await countAttempt("appeal", { address: context.clientAddress, account: account.id });
    await fileAppeal(database(), { sanctionId: own.suspension.id, accountId: account.id, body });
    const flash = await setFlash({
      kind: "done",
      text: "Your appeal has arrived. We write to the owners when it is decided.",
    });
    return redirect(paths.appealJob(jobId), { headers: { "Set-Cookie": flash } });
  });
}

/** A refused appeal is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AppealJob() {
  const { own, jobId, now } = useLoaderData<typeof loader>();
  return (
    <Page
      title={own.title}
      lead={
        own.suspension.matter === "rejected"
          ? "A moderator took it down for good."
          : "A moderator suspended it. Its clock stands still meanwhile."
      }
      crumb={{ to: paths.deskJob(jobId), label: "The job on your desk" }}
    >
      <OwnSanction own={own.suspension} now={now} />
    </Page>
  );
}
