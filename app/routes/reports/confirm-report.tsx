import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { confirmReport, isReportLink } from "~/moderation/reports/confirm-report.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Your report – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public: whoever holds the mailed link. Opening it does nothing, since mail programs open links by themselves. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token: (await isReportLink(database(), token)) ? token : null };
}

/** Public: whoever holds the mailed link. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, z.object({ token: z.string().max(200) }), async ({ token }) => {
    await countAttempt("answer-link", { address: context.clientAddress, account: token });
    await confirmReport(database(), token);
    const flash = await setFlash({ kind: "done", text: "Thank you. We write to you when your report is decided." });
    return redirect(paths.jobs(), { headers: { "Set-Cookie": flash } });
  });
}

export default function ConfirmReport() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  const refused = answer?.lastResult.error?.[""] ?? undefined;
  return (
    <Page title="Hear what comes of your report" width="form">
      <ErrorSummary errors={summaryErrors([], refused)} attempt={answer} title="Nothing was changed" />
      {token ? (
        <Form method="post" className="stack">
          <input type="hidden" name="token" value={token} />
          <p>Your report has arrived already. This only says that we may write to you when it is decided.</p>
          <div>
            <Button variant="go">Yes, tell me</Button>
          </div>
        </Form>
      ) : (
        <Note title="This link was used already, or is too old">Your report itself has arrived, and is read.</Note>
      )}
    </Page>
  );
}
