import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { requestAs } from "#tests/support/accounts.ts";
import { ADDRESS } from "#tests/support/application-factories.ts";

export type Route = {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: LoaderFunctionArgs) => unknown;
};
export type Answer = { status: number; location: string | null; headers: Headers; body: Record<string, unknown> };

const context: AppLoadContext = { clientAddress: ADDRESS, requestId: "test", nonce: "test" };

/** Calls a route as the framework does, as `who` or as a guest; with a form its action. Reads the answer whatever form it has. */
export async function call(
  route: Route,
  who: AccountId | undefined,
  params: Record<string, string>,
  more: { form?: Record<string, string> | FormData; search?: string } = {},
): Promise<Answer> {
  const url = `http://localhost:3000/here${more.search ?? ""}`;
  const body = more.form && (more.form instanceof FormData ? more.form : new URLSearchParams(more.form));
  const init: RequestInit = body ? { method: "POST", body } : {};
  const request = who ? await requestAs(who, url, init) : new Request(url, init);
  const work = body ? route.action : route.loader;
  const answer = await Promise.resolve(work?.({ request, params, context })).catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown;
    return thrown;
  });
  if (answer instanceof Response)
    return { status: answer.status, location: answer.headers.get("Location"), headers: answer.headers, body: {} };
  const { data, init: own } =
    (answer as { type?: string }).type === "DataWithResponseInit"
      ? (answer as { data: Record<string, unknown>; init: ResponseInit | null })
      : { data: answer as Record<string, unknown>, init: null };
  return { status: own?.status ?? 200, location: null, headers: new Headers(own?.headers), body: data };
}

/** Runs what is due in the outbox. */
export const runTasks = () => runDueTasks(database(), taskHandlers);

/** The actions of the audit log about something, oldest first. */
export async function auditOf(subjectId: string): Promise<string[]> {
  const rows = await database()
    .selectFrom("audit")
    .select("action")
    .where("subject_id", "=", subjectId)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.action);
}
