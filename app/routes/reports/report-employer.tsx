import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { parseTold, ReportPage } from "~/moderation/components/report-form.tsx";
import { fileReport } from "~/moderation/reports/file-report.server.ts";
import { findReportedEmployer } from "~/moderation/reports/find-matter.server.ts";
import { reportForm } from "~/moderation/reports/report-forms.ts";
import { MAIL_FAILED } from "~/moderation/reports/report.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";

export const meta: MetaFunction = () => [
  { title: "Report an employer – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const employer = await findReportedEmployer(database(), params.slug ?? "");
  if (!employer) throw notFound();
  const told = parseTold(new URL(request.url).searchParams.get("told"));
  const { employerName, slug } = employer;
  return { employerName, slug, told, account: (await readVisitor(request))?.account.email };
}

/** Public, within limits. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const employer = await findReportedEmployer(database(), params.slug ?? "");
  if (!employer) throw notFound();
  const account = (await readVisitor(request))?.account;
  return answerForm(request, reportForm("employer"), async ({ reason, body, email }) => {
    const reporter = { clientAddress: context.clientAddress, accountId: account?.id, email };

    const { told, mail } = await fileReport(
      database(),
      reporter,
      { employerId: employer.employerId },
      { reason, body },
    );
    const headers = mail === false ? { "Set-Cookie": await setFlash({ kind: "warn", text: MAIL_FAILED }) } : undefined;
    return redirect(paths.reportEmployer(employer.slug, told), headers && { headers });
  });
}

export default function ReportEmployer() {
  const { employerName, slug, told, account } = useLoaderData<typeof loader>();
  return <ReportPage kind="employer" about={employerName} back={paths.employer(slug)} told={told} account={account} />;
}
