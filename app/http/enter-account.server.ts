import { redirect } from "@remix-run/node";
import { beginSecondStep } from "~/accounts/second-step.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { goOnFrom } from "./after-sign-in.server.ts";
import { setFlash, setSecondStep } from "./cookies.server.ts";

/**
 * The only way from a proven password (or a mailed link) to a session: opens one, or leads to the second step where the
 * account has one, which a link by mail never goes round.
 * @param to where the person goes on. `done`: what is said there.
 */
export async function enterAccount(
  request: Request,
  accountId: AccountId,
  { to, done }: { to: string; done?: string },
): Promise<Response> {
  const headers = new Headers();
  const token = await beginSecondStep(database(), accountId);
  if (token) {
    if (done) headers.append("Set-Cookie", await setFlash({ kind: "done", text: done }));
    headers.append("Set-Cookie", await setSecondStep(token));
    return redirect(paths.signInCode(to), { headers });
  }
  headers.append("Set-Cookie", await openSession(accountId, request.headers.get("User-Agent")));
  const next = await goOnFrom(accountId, to);
  const text = next.done ?? done;
  if (text) headers.append("Set-Cookie", await setFlash({ kind: "done", text }));
  return redirect(next.to, { headers });
}
