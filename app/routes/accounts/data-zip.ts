import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { gavePassword } from "~/accounts/recent-password.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { asksForFactor } from "~/http/sensitive.server.ts";
import { takeData } from "~/my-data/take-data.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { contentDisposition } from "~/platform/files/safe-file-name.ts";
import { paths } from "~/platform/paths.ts";

/** The signed-in person only, who gave the password in the last ten minutes. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { id, email } = await requireAccount(request);
  const visitor = await readVisitor(request);
  const db = database();
  const asked = !(await gavePassword(db, { accountId: id, session: visitor!.sessionPublicId }));
  if (asked || (await asksForFactor(request))) return redirect(paths.myData());
  try {
    return new Response(await takeData(db, { id, email }), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": contentDisposition("attachment", `careercenter-${now().toISOString().slice(0, 10)}.zip`),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const headers = { "Set-Cookie": await setFlash({ kind: "warn", text: error.message }) };
    return redirect(paths.myData(), { headers });
  }
}
