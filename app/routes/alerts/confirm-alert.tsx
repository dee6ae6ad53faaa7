import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { frequencyWords } from "~/alerts/alert.ts";
import { tokenForm } from "~/alerts/alert-forms.ts";
import { BadLink } from "~/alerts/components/alert-parts.tsx";
import { confirmAlert } from "~/alerts/confirm-alert.server.ts";
import { showLinked } from "~/alerts/show-alerts.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Your alert – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Public: whoever holds the mailed link. Opening it does nothing, since mail programs open links by themselves. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const alert = await showLinked(database(), token, "confirm");
  return { token, alert: alert && { title: alert.title, frequency: alert.frequency } };
}

/** Public: whoever holds the mailed link. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, tokenForm, async ({ token }) => {
    await confirmAlert(database(), token, context.clientAddress);
    const text = "The alert is on. It tells you of jobs that are new from now.";
    return redirect(paths.jobs(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function ConfirmAlert() {
  const { token, alert } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  const refused = answer?.lastResult.error?.[""] ?? undefined;
  return (
    <Page title="Begin your alert" width="form">
      <ErrorSummary errors={summaryErrors([], refused)} attempt={answer} title="Nothing was changed" />
      {alert ? (
        <Form method="post" className="stack">
          <input type="hidden" name="token" value={token} />
          <DefinitionList
            items={[
              { term: "New jobs for", value: alert.title },
              { term: "How often", value: frequencyWords[alert.frequency] },
            ]}
          />
          <div>
            <Button variant="go">Yes, begin the alert</Button>
          </div>
        </Form>
      ) : (
        <BadLink />
      )}
    </Page>
  );
}
