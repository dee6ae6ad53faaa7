import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { preferencesForm } from "~/alerts/alert-forms.ts";
import { applyWish } from "~/alerts/apply-wish.server.ts";
import { AlertDesk, BadLink } from "~/alerts/components/alert-parts.tsx";
import { showLinked } from "~/alerts/show-alerts.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [
  { title: "The mail you get – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Public: whoever holds the link of a mail. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, alert: await showLinked(database(), token, "change") };
}

/** Public: whoever holds the link of a mail. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, preferencesForm, async (wish) => {
    const { token } = wish;
    await countAttempt("answer-link", { address: context.clientAddress, account: hashToken(token) });
    const text = await applyWish(database(), { token }, wish);
    const to = wish.intent === "delete" ? paths.jobs() : paths.alertPreferences(token);
    return redirect(to, { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function Preferences() {
  const { token, alert } = useLoaderData<typeof loader>();
  return (
    <Page title="The mail you get" width="form">
      {alert ? (
        <AlertDesk
          key={`${alert.frequency} ${alert.zone} ${alert.state}`}
          alert={alert}
          token={token}
          more={
            <Button variant="text" name="intent" value="unsubscribe-all">
              Unsubscribe from all alerts
            </Button>
          }
        />
      ) : (
        <BadLink />
      )}
    </Page>
  );
}
