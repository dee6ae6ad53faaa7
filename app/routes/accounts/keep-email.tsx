import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readStopLink, stopEmailChange } from "~/accounts/change-email.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Keep your e-mail address – CareerCenter" },
  { name: "robots", content: "noindex" },
];

/** Public: whoever holds the mailed link. Opening it does nothing, since mail programs open links by themselves. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "";
  return { token, link: (await readStopLink(database(), token)) ?? null };
}

/** Public: whoever holds the mailed link. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, z.object({ token: z.string().max(200) }), async ({ token }) => {
    await stopEmailChange(database(), token, context.clientAddress);
    const text = "Your address stays. We have mailed you a link to choose another password; the old one is void.";
    return redirect(paths.signIn(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function KeepEmail() {
  const { token, link } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  const refused = answer?.lastResult.error?.[""] ?? undefined;
  return (
    <Page title="Keep your e-mail address" width="form">
      <ErrorSummary errors={summaryErrors([], refused)} attempt={answer} title="Nothing was changed" />
      {link ? (
        <Form method="post" className="stack stack--wide">
          <input type="hidden" name="token" value={token} />
          <p>
            {link.changed
              ? "Press the button, and your account has its old address back."
              : "Press the button, and the change is stopped: the link to the new address does not work any more."}{" "}
            Whoever asked for it knew your password: every device is signed out, and we mail you a link to choose
            another one.
          </p>
          <div>
            <Button variant="stop">{link.changed ? "Take my address back" : "Stop the change"}</Button>
          </div>
        </Form>
      ) : refused ? null : (
        <Note title="This link does not work any more">
          It may have been used, replaced by a newer one, or be too old. Nothing was changed.
        </Note>
      )}
    </Page>
  );
}
