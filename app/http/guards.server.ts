import { redirect } from "@remix-run/node";
import type { Account } from "~/accounts/account.ts";
import { readSession, type SignedIn } from "~/accounts/sessions.server.ts";
import { findBannedEmployer, type DeskMatter } from "~/employers/find-employer.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
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

/**
 * The signed-in account. @throws a redirect to the sign-in page, which comes back to this one; for what concerns a banned
 * organization of theirs, to the page that says why nobody acts for it.
 */
export async function requireAccount(request: Request): Promise<Account> {
  const visitor = await readVisitor(request);
  const url = new URL(request.url);
  if (visitor) {
    const matter = deskMatter(url);
    const banned = matter && (await findBannedEmployer(database(), visitor.account.id, matter));
    if (banned) throw redirect(paths.banned(banned));
    return visitor.account;
  }
  // A form that was posted without a session cannot be replayed: come back to its page instead.
  const returnTo =
    request.method === "GET"
      ? url.pathname.replace(/\.data$/, "") + url.search.replace(/[?&]_routes=[^&]*/, "")
      : url.pathname.replace(/\.data$/, "");
  throw redirect(paths.signIn(returnTo));
}

/** What a page of the employer's desk is about, by its address. */
function deskMatter({ pathname, searchParams }: URL): DeskMatter | undefined {
  const [, kind, name] = /^\/employer(?:\/(organizations|jobs|orders)\/(\w{22}))?(?=[/.]|$)/.exec(pathname) ?? [];
  const employerId = parseId<"employer">(kind === "organizations" ? name : searchParams.get("employer"));
  const jobId = kind === "jobs" && parseId<"job">(name);
  const orderId = kind === "orders" && parseId<"order">(name);
  if (jobId) return { jobId };
  if (orderId) return { orderId };
  return employerId && pathname.startsWith("/employer") ? { employerId } : undefined;
}

/** A moderator or an admin. @throws a 404 for anybody else: what staff have is nobody's business. */
export async function requireModerator(request: Request): Promise<Account> {
  const account = await requireAccount(request);
  if (!account.staffRole) throw notFound();
  return account;
}

/** An admin. @throws a 404 for anybody else. */
export async function requireAdmin(request: Request): Promise<Account> {
  const account = await requireAccount(request);
  if (account.staffRole !== "admin") throw notFound();
  return account;
}
