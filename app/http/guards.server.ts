import { redirect } from "@remix-run/node";
import type { Account, StaffRole } from "~/accounts/account.ts";
import { readSession, type SignedIn } from "~/accounts/sessions.server.ts";
import { paths } from "~/platform/paths.ts";
import { notFound } from "./answer-error.server.ts";

/**
 * The guards: every private loader and action calls its own, inside itself (Remix runs loaders in parallel, so a layout
 * guards nothing). One request reads its session once, however many loaders ask.
 */
const sessions = new WeakMap<AbortSignal, Promise<SignedIn | undefined>>();

/** Who is signed in, if anybody. Never throws for want of a session. */
export function readVisitor(request: Request): Promise<SignedIn | undefined> {
  let session = sessions.get(request.signal);
  if (!session) {
    session = readSession(request);
    sessions.set(request.signal, session);
  }
  return session;
}

/** The signed-in account. @throws a redirect to the sign-in page, which comes back to this one. */
export async function requireAccount(request: Request): Promise<Account> {
  const visitor = await readVisitor(request);
  if (visitor) return visitor.account;
  throw redirect(paths.signIn(pathOf(request)));
}

/**
 * A moderator or an admin, whose session has given a code of the second factor.
 * @throws a 404 for anybody else: what staff have is nobody's business; a redirect to the second factor's page, where
 * staff set theirs up or give a code, for a session that has none.
 */
export async function requireModerator(request: Request): Promise<Account> {
  return requireStaff(request, ["moderator", "admin"]);
}

/** An admin, likewise. @throws as `requireModerator`. */
export async function requireAdmin(request: Request): Promise<Account> {
  return requireStaff(request, ["admin"]);
}

async function requireStaff(request: Request, roles: readonly StaffRole[]): Promise<Account> {
  const account = await requireAccount(request);
  if (!account.staffRole || !roles.includes(account.staffRole)) throw notFound();
  const visitor = await readVisitor(request);
  if (!visitor?.factorAt) throw redirect(paths.factor({ returnTo: pathOf(request) }));
  return account;
}

/** The page of a request, to come back to. A posted form cannot be replayed: its page is come back to instead. */
function pathOf(request: Request): string {
  const url = new URL(request.url);
  const page = url.pathname.replace(/\.data$/, "");
  return request.method === "GET" ? page + url.search.replace(/[?&]_routes=[^&]*/, "") : page;
}
