import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { parseTold, ReportPage } from "~/moderation/components/report-form.tsx";
import { fileReport } from "~/moderation/reports/file-report.server.ts";
import { findReportedJob } from "~/moderation/reports/find-matter.server.ts";
import { reportForm } from "~/moderation/reports/report-forms.ts";
import { MAIL_FAILED } from "~/moderation/reports/report.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";

export const meta: MetaFunction = () => [
  { title: "Report a job – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const job = await findReportedJob(database(), params.slug ?? "");
  if (!job) throw notFound();
  const told = parseTold(new URL(request.url).searchParams.get("told"));
  const { title, slug } = job;
  return { title, slug, told, account: (await readVisitor(request))?.account.email };
}

/** Public, within limits. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const job = await findReportedJob(database(), params.slug ?? "");
  if (!job) throw notFound();
  const account = (await readVisitor(request))?.account;
  return answerForm(request, reportForm("job"), async ({ reason, body, email }) => {
    const reporter = { clientAddress: context.clientAddress, accountId: account?.id, email };
    const { jobId, employerId } = job;
    const { told, mail } = await fileReport(database(), reporter, { jobId, employerId }, { reason, body });
    const headers = mail === false ? { "Set-Cookie": await setFlash({ kind: "warn", text: MAIL_FAILED }) } : undefined;
    return redirect(paths.reportJob(job.slug, told), headers && { headers });
  });
}

export default function ReportJob() {
  const { title, slug, told, account } = useLoaderData<typeof loader>();
  return <ReportPage kind="job" about={title} back={paths.job(slug)} told={told} account={account} />;
}
