import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { secondStepSchema } from "~/accounts/account-forms.ts";
import { CodeForm } from "~/accounts/components/factor-parts.tsx";
import { finishSecondStep, findSecondStep } from "~/accounts/second-step.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { goOnFrom } from "~/http/after-sign-in.server.ts";
import { readSecondStep, setFlash, setSecondStep } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [
  { title: "Sign in: your code – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

const returnPath = (request: Request) => safeReturnPath(new URL(request.url).searchParams.get("returnTo"));

/** Public: whoever has just given a password. Anybody else begins with that. */
export async function loader({ request }: LoaderFunctionArgs) {
  const returnTo = returnPath(request);
  if (await readVisitor(request)) throw redirect(returnTo ?? paths.jobs());
  const token = await readSecondStep(request);
  if (!token || !(await findSecondStep(database(), token))) throw redirect(paths.signIn(returnTo));
  return {};
}

/** Public: whoever has just given a password. The session begins here. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(
    request,
    secondStepSchema,
    async ({ factor }) => {
      const returnTo = returnPath(request);
      const headers = new Headers();
      let next: { to: string; done?: string };
      try {
        const token = (await readSecondStep(request)) ?? "";
        const accountId = await finishSecondStep(database(), { token, code: factor }, context.clientAddress);
        headers.append("Set-Cookie", await openSession(accountId, request.headers.get("User-Agent"), now()));
        next = await goOnFrom(accountId, returnTo ?? paths.jobs());
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
        headers.append("Set-Cookie", await setFlash({ kind: "warn", text: error.message }));
        headers.append("Set-Cookie", await setSecondStep());
        return redirect(paths.signIn(returnTo), { headers });
      }
      headers.append("Set-Cookie", await setSecondStep());
      if (next.done) headers.append("Set-Cookie", await setFlash({ kind: "done", text: next.done }));
      return redirect(next.to, { headers });
    },
    { secrets: ["factor"] },
  );
}

export default function SignInCode() {
  return (
    <Page title="Your code" width="form" lead="Your password was right. Now the code of your second factor.">
      <CodeForm button="Sign in" />
    </Page>
  );
}
