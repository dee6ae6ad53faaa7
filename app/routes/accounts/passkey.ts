import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { countAccountAttempt } from "~/accounts/limits.server.ts";
import { askNewPasskey, askPasskey, hasPasskey } from "~/accounts/passkeys.server.ts";
import { findSecondStep } from "~/accounts/second-step.server.ts";
import { notFound, statusOf } from "~/http/answer-error.server.ts";
import { readSecondStep } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";

/** A machine's answer: what a page's script asks on behalf of whoever looks at it. */
const json = (value: unknown, status = 200) =>
  Response.json(value, { status, headers: { "Cache-Control": "private, no-store" } });

/** Who asks: the signed-in person, or the one whose password was right a moment ago. */
async function whoAsks(request: Request) {
  const visitor = await readVisitor(request);
  if (visitor) return { accountId: visitor.account.id, account: visitor.account };
  const token = await readSecondStep(request);
  const accountId = token && (await findSecondStep(database(), token));
  return accountId ? { accountId, account: undefined } : undefined;
}

/** Public: whether whoever asks may answer with a passkey. */
export async function loader({ request }: LoaderFunctionArgs) {
  const who = await whoAsks(request);
  return json({ offered: who !== undefined && (await hasPasskey(database(), who.accountId)) });
}

const passkeyForm = z.object({ purpose: z.enum(["add", "check"]) });

/** Public: what the browser is to ask of a passkey of whoever asks. Only somebody signed in is asked for a new one. */
export async function action({ request }: ActionFunctionArgs) {
  const who = await whoAsks(request);
  if (!who) throw notFound();
  const wish = readWish(await readForm(request), passkeyForm);
  if (!wish) throw notFound();
  try {
    await countAccountAttempt("passkey", who.accountId);
    const options =
      wish.purpose === "add"
        ? who.account && (await askNewPasskey(database(), who.account))
        : await askPasskey(database(), who.accountId);
    if (!options) throw notFound();
    return json(options);
  } catch (error) {
    if (error instanceof DomainError) return json({ message: error.message }, statusOf(error));
    throw error;
  }
}
