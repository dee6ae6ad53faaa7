/**
 * Who may do what: for each route module its loader, and its action or each wish that its action knows. The guards
 * inside the loaders and actions and the use-cases under them enforce it, in the query wherever a row decides. A test
 * walks every line of this table as every role, and fails on a route, a loader, an action or a wish that has none.
 */

/**
 * As whom the walk comes, to the things of one employer: the `seeker` has applied to it, claims it and is invited to it;
 * the `outsider` owns another employer; the `insider` is a moderator who is a recruiter of it; the `suspended` one was an
 * owner of it and an admin when they signed in.
 */
export const roles = [
  "guest",
  "suspended",
  "seeker",
  "outsider",
  "recruiter",
  "owner",
  "moderator",
  "insider",
  "admin",
] as const;
export type Role = (typeof roles)[number];

/**
 * What becomes of a request that is in order: it is `allowed`, sent to `sign in`, told that there is `nothing` (what one
 * may not see does not exist), or `refused` in words, by those who may see it.
 */
export type Outcome = "allowed" | "sign in" | "nothing" | "refused";

type Outcomes = Partial<Record<Role, Outcome>>;
const everybody = (outcome: Outcome): Outcomes => Object.fromEntries(roles.map((role) => [role, outcome]));
const signedIn = (outcome: Outcome): Outcomes => ({ ...everybody(outcome), guest: "sign in", suspended: "sign in" });
const members: Outcomes = { recruiter: "allowed", owner: "allowed", insider: "allowed" };

/** Whoever is not named is sent to sign in as a guest or suspended, and finds nothing otherwise. */
const meanings = {
  everyone: everybody("allowed"),
  /** The link was mailed, or the cookie set after a right password; it is checked with what it leads to. */
  "whoever holds the link": everybody("allowed"),
  /** The walk comes without its signature. */
  "a machine that signs": everybody("refused"),
  "whoever is signed in": signedIn("allowed"),
  /** For a script, which cannot be sent to a page: a guest finds nothing. */
  "a script of whoever is signed in": { ...signedIn("allowed"), guest: "nothing", suspended: "nothing" },
  "whoever is signed in, but for members": {
    ...signedIn("allowed"),
    ...{ recruiter: "refused", owner: "refused", insider: "refused" },
  },
  "whoever is signed in, but for staff": {
    ...signedIn("allowed"),
    ...{ moderator: "refused", insider: "refused", admin: "refused" },
  },
  "the applicant": { seeker: "allowed" },
  "whose alert it is": { seeker: "allowed" },
  "the contacted": { seeker: "allowed" },
  "the invited": { seeker: "allowed" },
  "the claimant": { ...signedIn("refused"), seeker: "allowed" },
  "the applicant and members": { seeker: "allowed", ...members },
  members,
  owners: { owner: "allowed", recruiter: "refused", insider: "refused" },
  moderators: { moderator: "allowed", insider: "allowed", admin: "allowed" },
  "moderators, but for members": { moderator: "allowed", insider: "refused", admin: "allowed" },
  admins: { admin: "allowed" },
} satisfies Record<string, Outcomes>;
export type Who = keyof typeof meanings;

/** What becomes of a role's request for what `who` may. */
export function outcomeFor(who: Who, role: Role): Outcome {
  const named: Outcomes = meanings[who];
  return named[role] ?? (role === "guest" || role === "suspended" ? "sign in" : "nothing");
}

/** Who may; where it depends on what it is about, by that. */
type Rule = Who | { [about: string]: Who };
/** An action that knows several wishes: the field of its form that names one, and who may wish it. */
type Wishes = { field: string; wishes: Record<string, Rule> };
export type Policy = { loader?: Rule; action?: Rule | Wishes[] };

const by = (field: string, wishes: Record<string, Rule>): Wishes[] => [{ field, wishes }];
const each = (who: Rule, ...wishes: string[]) => Object.fromEntries(wishes.map((wish) => [wish, who]));

/** The wishes of an action that knows several. */
export const wishesIn = ({ action }: Policy): Wishes[] => (Array.isArray(action) ? action : []);

/** A line of the table: `about` says what the rule depends on, if on anything. */
export type Line = { kind: "loader" | "action"; field?: string; wish?: string; about?: string; who: Who };

/** The lines of a route's policy, one for each loader, action or wish, and each thing it depends on. */
export function linesOf(policy: Policy): Line[] {
  const { loader, action } = policy;
  const lines = (rule: Rule, of: Omit<Line, "about" | "who">): Line[] =>
    typeof rule === "string"
      ? [{ ...of, who: rule }]
      : Object.entries(rule).map(([about, who]) => ({ ...of, about, who }));
  return [
    ...(loader ? lines(loader, { kind: "loader" }) : []),
    ...(action && !Array.isArray(action) ? lines(action, { kind: "action" }) : []),
    ...wishesIn(policy).flatMap(({ field, wishes }) =>
      Object.entries(wishes).flatMap(([wish, rule]) => lines(rule, { kind: "action", field, wish })),
    ),
  ];
}

/** By route module, below app/routes. */
export const policies: Record<string, Policy> = {
  "pages/home.tsx": { loader: "everyone" },
  "pages/terms.tsx": { loader: "everyone" },
  "pages/privacy.tsx": { loader: "everyone" },
  "pages/how-review-works.tsx": { loader: "everyone" },
  "pages/figures.tsx": { loader: "everyone" },
  "pages/theme.ts": { loader: "everyone", action: "everyone" },
  "pages/not-found.tsx": { loader: "everyone", action: "everyone" },

  "jobs/search.tsx": { loader: "everyone" },
  "jobs/job.tsx": { loader: "everyone" },
  "jobs/seen.ts": { action: "everyone" },
  "jobs/employer.tsx": { loader: "everyone" },

  "reports/report-job.tsx": { loader: "everyone", action: "everyone" },
  "reports/report-employer.tsx": { loader: "everyone", action: "everyone" },
  "reports/confirm-report.tsx": { loader: "everyone", action: "whoever holds the link" },
  "reports/takedown.tsx": { loader: "everyone", action: "everyone" },

  "accounts/sign-up.tsx": { loader: "everyone", action: "everyone" },
  "accounts/confirm-email.tsx": { loader: "everyone", action: "whoever holds the link" },
  "accounts/sign-in.tsx": { loader: "everyone", action: "everyone" },
  "accounts/sign-in-code.tsx": { loader: "whoever holds the link", action: "whoever holds the link" },
  "accounts/passkey.ts": {
    loader: "everyone",
    action: by("purpose", { add: "a script of whoever is signed in", check: "whoever holds the link" }),
  },
  "accounts/sign-out.ts": { loader: "everyone", action: "everyone" },
  "accounts/forgot-password.tsx": { loader: "everyone", action: "everyone" },
  "accounts/reset-password.tsx": { loader: "everyone", action: "whoever holds the link" },
  "accounts/account.tsx": {
    loader: "whoever is signed in",
    action: by("intent", each("whoever is signed in", "save", "sign-out-device")),
  },
  "accounts/change-email.tsx": { loader: "whoever is signed in", action: "whoever is signed in" },
  "accounts/confirm-new-email.tsx": { loader: "everyone", action: "whoever holds the link" },
  "accounts/keep-email.tsx": { loader: "everyone", action: "whoever holds the link" },
  "accounts/my-data.tsx": { loader: "whoever is signed in", action: "whoever is signed in" },
  "accounts/data-zip.ts": { loader: "whoever is signed in" },
  "accounts/delete-account.tsx": {
    loader: "whoever is signed in",
    action: "whoever is signed in, but for staff",
  },
  "accounts/factor.tsx": {
    loader: "whoever is signed in",
    action: by("intent", {
      ...each("whoever is signed in", "begin", "confirm", "codes", "check", "add-passkey", "remove-passkey"),
      off: "whoever is signed in, but for staff",
    }),
  },

  "profiles/profile.tsx": { loader: "whoever is signed in" },
  "profiles/from-resume.tsx": { loader: "whoever is signed in", action: "whoever is signed in" },
  "profiles/looks.tsx": { loader: "whoever is signed in" },
  "profiles/contact.tsx": {
    loader: "the contacted",
    action: by("intent", each("the contacted", "yes", "no", "block")),
  },
  "profiles/part.tsx": {
    loader: "whoever is signed in",
    action: by("intent", {
      ...each("whoever is signed in", "save-credential", "remove-credential", "save-practicode"),
      ...each("whoever is signed in", "save-experience", "remove-experience", "save-place", "save-tools", "save-work"),
      ...each("whoever is signed in", "save-visibility", "block", "unblock"),
    }),
  },

  "alerts/alerts.tsx": { loader: "whoever is signed in", action: "whoever is signed in" },
  "alerts/new-alert.tsx": { loader: "everyone", action: "everyone" },
  "alerts/confirm-alert.tsx": { loader: "everyone", action: "whoever holds the link" },
  "alerts/preferences.tsx": {
    loader: "everyone",
    action: by("intent", each("whoever holds the link", "save", "pause", "resume", "delete", "unsubscribe-all")),
  },
  "alerts/unsubscribe.tsx": { loader: "everyone", action: "whoever holds the link" },
  "alerts/alert.tsx": {
    loader: "whose alert it is",
    action: by("intent", each("whose alert it is", "save", "pause", "resume", "delete")),
  },

  "applications/apply.tsx": { loader: "everyone", action: "everyone" },
  "applications/apply-sent.tsx": { loader: "everyone", action: "everyone" },
  "applications/confirm-application.tsx": { loader: "everyone", action: "whoever holds the link" },
  "applications/kept.tsx": {
    loader: "whoever is signed in",
    action: by("intent", {
      ...each("whoever is signed in", "store", "forget-resume", "change-answer", "forget-answer", "forget-answers"),
    }),
  },
  "applications/apply-away.tsx": { loader: "everyone" },
  "applications/applied-away.tsx": {
    loader: "whoever is signed in",
    action: by("intent", each("whoever is signed in", "mark", "undo")),
  },
  "applications/save-job.tsx": {
    loader: "whoever is signed in",
    action: by("intent", each("whoever is signed in", "save", "remove")),
  },
  "applications/saved.tsx": {
    loader: "whoever is signed in",
    action: by("intent", each("whoever is signed in", "remove", "notes-off", "notes-on")),
  },
  "applications/tracker.tsx": { loader: "whoever is signed in" },
  "applications/application.tsx": { loader: "the applicant", action: "the applicant" },
  "applications/file.ts": { loader: "the applicant and members" },

  "employer/desk.tsx": { loader: { "one's own": "whoever is signed in", "one employer's": "members" } },
  "employer/new-organization.tsx": { loader: "whoever is signed in", action: "whoever is signed in" },
  "employer/organization.tsx": { loader: "members", action: "owners" },
  "employer/members.tsx": {
    loader: "members",
    action: by("intent", {
      ...each("owners", "invite", "resend", "revoke", "role"),
      remove: { another: "owners", oneself: "members" },
    }),
  },
  "employer/verification.tsx": {
    loader: "members",
    action: by("intent", each("owners", "send-code", "confirm-code", "get-record", "check-record", "give-up")),
  },
  "employer/logo.tsx": { loader: "members", action: by("intent", each("owners", "save", "remove")) },
  "employer/imports.tsx": { loader: "members", action: "members" },
  "employer/import.tsx": {
    loader: "members",
    action: by("intent", each("members", "fetch", "upload", "remove", "settings")),
  },
  // What an organization lacks for candidate search is refused by the use-cases; owners and recruiters search alike.
  "employer/candidates.tsx": { loader: "members" },
  "employer/candidate.tsx": { loader: "members", action: "members" },
  "employer/contacts.tsx": { loader: "members" },
  "employer/claim.tsx": {
    loader: "whoever is signed in",
    action: by("intent", {
      claim: "whoever is signed in, but for members",
      ...each("the claimant", "confirm", "withdraw"),
    }),
  },
  "employer/invitation.tsx": {
    loader: { "its mailed link": "whoever holds the link", "its address": "the invited" },
    action: by("answer", each("the invited", "accept", "decline")),
  },
  "employer/new-job.tsx": { loader: "whoever is signed in", action: "members" },
  "employer/templates.tsx": { loader: "members", action: by("deed", each("members", "start", "rename", "delete")) },
  "employer/save-template.tsx": { loader: "members", action: "members" },
  "employer/edit-job.tsx": {
    loader: "members",
    action: by("go", {
      ...each("members", "stay", "next", "autosave", "job", "pay", "who", "work", "apply", "review"),
      ...each("members", "submit", "credit", "plan"),
    }),
  },
  "employer/job.tsx": {
    loader: "members",
    action: by("deed", {
      ...each(
        "members",
        "withdraw",
        "confirm",
        "fill",
        "close",
        "delete",
        "withdraw-edit",
        "discard-edit",
        "duplicate",
      ),
      ...each("members", "feature", "renew", "renew-credit", "renew-plan", "extend", "extend-credit", "extend-plan"),
    }),
  },
  // What the link may do is checked with it, and that its member still is one.
  "employer/still-open.tsx": {
    loader: "whoever holds the link",
    action: by("answer", each("whoever holds the link", "open", "filled", "closed")),
  },
  "employer/checkout.tsx": { loader: "members" },
  "employer/applicants.tsx": { loader: "members", action: by("intent", each("members", "move", "review")) },
  "employer/export-applicants.ts": { loader: "members" },
  "employer/decline-applicants.tsx": {
    loader: "members",
    action: by("intent", each("members", "preview", "decline")),
  },
  "employer/applicant.tsx": {
    loader: "members",
    action: by("intent", each("members", "move", "rate", "assign", "note", "edit-note", "delete-note")),
  },
  "employer/job-statistics.tsx": { loader: "members" },
  "employer/job-statistics-csv.ts": { loader: "members" },
  "employer/organization-statistics.tsx": { loader: "members" },
  "employer/organization-statistics-csv.ts": { loader: "members" },
  "employer/billing.tsx": { loader: "members", action: by("deed", each("owners", "buy", "subscribe", "portal")) },
  "employer/order.tsx": { loader: "members", action: { "of a job": "members", "of a pack or plan": "owners" } },
  "employer/receipt.tsx": { loader: "members" },
  "employer/appeal-job.tsx": { loader: "members", action: "owners" },
  // The only page of a banned employer's that its members reach.
  "employer/banned.tsx": { loader: "members", action: "owners" },

  "moderation/queue.tsx": {
    loader: "moderators",
    action: by("deed", {
      next: { "whichever is next": "moderators", "one of the list": "moderators, but for members" },
      undo: "moderators, but for members",
    }),
  },
  "moderation/reading.ts": { action: by("deed", each("moderators", "keep", "leave")) },
  "moderation/claims.tsx": { loader: "moderators" },
  "moderation/claim.tsx": {
    loader: "moderators",
    action: by("decision", each("moderators, but for members", "approve", "reject")),
  },
  "moderation/review.tsx": {
    loader: "moderators",
    action: [
      ...by("decision", each("moderators, but for members", "approve", "request_changes", "reject")),
      ...by("reading", { ...each("moderators, but for members", "take", "take-over"), "put-back": "moderators" }),
    ],
  },
  "moderation/reports.tsx": { loader: "moderators" },
  "moderation/report-case.tsx": {
    loader: "moderators",
    action: by("intent", {
      ...each("moderators, but for members", "dismissed", "acted", "correction", "suspended", "rejected", "reopen"),
    }),
  },
  "moderation/job-standing.tsx": {
    loader: "moderators",
    action: by("intent", each("moderators, but for members", "suspend", "reinstate", "reject")),
  },
  "moderation/employer-standing.tsx": {
    loader: "moderators",
    action: by("intent", each("moderators, but for members", "ban", "lift")),
  },
  "moderation/appeals.tsx": { loader: "moderators" },
  "moderation/appeal.tsx": {
    loader: "moderators",
    action: by("decision", each("moderators, but for members", "keep", "overturn")),
  },

  // A moderator reads of jobs and employers only.
  "admin/audit.tsx": { loader: "moderators" },
  "admin/audit-csv.ts": { loader: "admins" },
  "admin/admin.tsx": { loader: "admins" },
  "admin/health.tsx": {
    loader: "admins",
    action: by("act", each("admins", "retry-task", "hasten-task", "retry-event")),
  },
  "admin/orders.tsx": { loader: "admins" },
  "admin/order.tsx": { loader: "admins", action: by("act", each("admins", "ask", "refund", "sync")) },
  "admin/employers.tsx": { loader: "admins" },
  "admin/employer.tsx": { loader: "admins", action: by("act", each("admins", "ask", "credits")) },
  "admin/resend-receipt.tsx": { loader: "admins", action: "admins" },
  "admin/correct-employer.tsx": {
    loader: "admins",
    action: by("act", each("admins", "correct", "unverify")),
  },
  "admin/users.tsx": { loader: "admins" },
  "admin/user.tsx": {
    loader: "admins",
    action: by("act", each("admins", "suspend", "lift", "role", "sign-out", "factor", "confirmation", "reset")),
  },
  "admin/settings.tsx": { loader: "admins", action: by("act", each("admins", "ask", "save")) },
  "admin/plans.tsx": { loader: "admins" },
  "admin/plan.tsx": { loader: "admins", action: by("act", each("admins", "ask", "save")) },

  "machine/logo.ts": { loader: "everyone" },
  "machine/figures-csv.ts": { loader: "everyone" },
  "machine/api-jobs.ts": { loader: "everyone" },
  "machine/api-suggest.ts": { loader: "everyone" },
  "machine/mail-webhook.ts": { loader: "everyone", action: "a machine that signs" },
  "machine/stripe-webhook.ts": { loader: "everyone", action: "a machine that signs" },
  "machine/health.ts": { loader: "everyone" },
  "machine/sitemap.ts": { loader: "everyone" },
  "machine/sitemap-part.ts": { loader: "everyone" },
  "machine/robots.ts": { loader: "everyone" },
};
