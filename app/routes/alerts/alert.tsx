import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { alertForm } from "~/alerts/alert-forms.ts";
import { applyWish } from "~/alerts/apply-wish.server.ts";
import { AlertDesk } from "~/alerts/components/alert-parts.tsx";
import { showAlert } from "~/alerts/show-alerts.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Your alert – CareerCenter" }];

/** The person whose alert it is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const alertId = parseId<"alert">(params.alertId);
  const alert = alertId && (await showAlert(database(), account.id, alertId));
  if (!alert) throw notFound();
  return { alert };
}

/** The person whose alert it is. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const alertId = parseId<"alert">(params.alertId);
  if (!alertId || !(await showAlert(database(), account.id, alertId))) throw notFound();
  return answerForm(request, alertForm, async (wish) => {
    const text = await applyWish(database(), { accountId: account.id, alertId }, wish);
    return redirect(paths.alerts(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function AlertPage() {
  const { alert } = useLoaderData<typeof loader>();
  return (
    <Page title="Your alert" crumb={{ to: paths.alerts(), label: "Your alerts" }} width="form">
      <AlertDesk alert={alert} />
    </Page>
  );
}
