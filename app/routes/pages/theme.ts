import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readForm } from "~/http/forms.server.ts";
import { setTheme } from "~/http/cookies.server.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";

const chosen = z.enum(["light", "dark"]).optional().catch(undefined);

/** Public: keeps the visitor's choice of colours in a cookie and goes back to the page. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const headers = { "Set-Cookie": await setTheme(chosen.parse(form.get("theme"))) };
  return redirect(safeReturnPath(form.get("returnTo")) ?? paths.home(), { headers });
}

export function loader() {
  return redirect(paths.home());
}
