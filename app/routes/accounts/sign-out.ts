import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { closeSession } from "~/accounts/sessions.server.ts";
import { paths } from "~/platform/paths.ts";

/** Public: ends the session, if there is one. */
export async function action({ request }: ActionFunctionArgs) {
  return redirect(paths.home(), { headers: { "Set-Cookie": await closeSession(request) } });
}

export function loader() {
  return redirect(paths.home());
}
