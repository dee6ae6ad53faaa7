import { frontPaths, withSearch } from "./front-paths.ts";
import type {
  AccountId,
  AlertId,
  AppealId,
  ApplicationId,
  CandidateId,
  CaseId,
  ClaimId,
  ContactId,
  EmployerId,
  FileId,
  GuestApplicationId,
  ImportSourceId,
  InvitationId,
  JobId,
  OrderId,
  TemplateId,
} from "./ids.ts";

/** Every URL of the product is built here, so that a rename is one line. The patterns are in routes.ts. */
export const paths = {
  ...frontPaths,
  job: (slug: string) => `/jobs/${slug}`,
  apply: (slug: string) => `/jobs/${slug}/apply`,
  /** The form with everything in it, where one click would do. */
  changeApply: (slug: string) => `/jobs/${slug}/apply?change=1`,
  /** After a guest has applied; `ref` names what waits to be confirmed. */
  applySent: (slug: string, ref: GuestApplicationId) =>
    withSearch(`/jobs/${slug}/apply/sent`, new URLSearchParams({ ref })),
  /** `token` is the secret of the link that a guest was mailed. */
  confirmApplication: (token?: string) => withSearch("/applications/confirm", token && new URLSearchParams({ token })),
  /** Where somebody says that they have applied elsewhere. */
  appliedAway: (slug: string) => `/jobs/${slug}/applied`,
  saveJob: (slug: string) => `/jobs/${slug}/save`,
  saved: (at: { after?: string } = {}) => withSearch("/saved", new URLSearchParams(at)),
  /** Counts the click and leads to where the job's employer takes applications. */
  applyAway: (slug: string) => `/jobs/${slug}/apply-away`,
  /** Where a job's page says that it is shown: `from` is the path of the board that led to it, `referrer` another site's. */
  seen: (slug: string, told: { from: string } | { referrer: string }) =>
    withSearch(`/jobs/${slug}/seen`, new URLSearchParams(told)),
  employer: (slug: string) => `/employers/${slug}`,
  /** An employer's logo; it never changes under its id. */
  logo: (id: FileId) => `/logos/${id}`,
  /** `token`: of the link to the claimant's address at work. */
  claim: (slug: string, token?: string) =>
    withSearch(`/employers/${slug}/claim`, new URLSearchParams(token ? { token } : {})),

  signUp: (returnTo?: string, { sent = false } = {}) =>
    withSearch("/sign-up", new URLSearchParams({ ...(sent ? { sent: "1" } : {}), ...(returnTo ? { returnTo } : {}) })),
  /** `returnTo` is where the confirmed person goes on. */
  confirmEmail: (token?: string, returnTo?: string) =>
    withSearch("/confirm-email", token && new URLSearchParams({ token, ...(returnTo ? { returnTo } : {}) })),
  /** The page between password and session; `returnTo` as with `signIn`. */
  signInCode: (returnTo?: string) => withSearch("/sign-in/code", returnTo && new URLSearchParams({ returnTo })),
  /** What scripts of those pages ask about passkeys; under /sign-in, where the cookie between password and code reaches. */
  passkey: () => "/sign-in/passkey",
  /** The second factor: how it stands, one of its forms, and where the person goes on once it is set up. */
  factor: ({ ask, returnTo }: { ask?: "replace" | "codes" | "off" | "passkeys"; returnTo?: string } = {}) =>
    withSearch("/account/factor", new URLSearchParams({ ...(ask && { ask }), ...(returnTo && { returnTo }) })),
  /** Another e-mail address; what the link to the new one opens, and what the link to the old one opens. */
  changeEmail: () => "/account/email",
  confirmNewEmail: (token?: string) => withSearch("/confirm-new-email", token && new URLSearchParams({ token })),
  keepEmail: (token?: string) => withSearch("/keep-email", token && new URLSearchParams({ token })),
  /** Everything that is kept of a person: the page, the file, and the end of it. */
  myData: () => "/account/data",
  dataZip: () => "/account/data.zip",
  deleteAccount: () => "/account/delete",
  forgotPassword: () => "/forgot-password",
  resetPassword: (token?: string) => withSearch("/reset-password", token && new URLSearchParams({ token })),

  profile: () => "/profile",
  /** Who looked at the person's profile. `after`: the last look, `before`: the last message that was already shown. */
  looks: (at: Partial<Record<"after" | "before", string>> = {}) =>
    withSearch("/profile/looks", new URLSearchParams(at)),
  /** What an employer wrote to the person; `ask` is the page with the question before the employer is blocked. */
  contact: (id: ContactId, at: { ask?: "block" } = {}) =>
    withSearch(`/profile/contacts/${id}`, new URLSearchParams(at)),
  profileFromResume: () => "/profile/from-resume",
  /** The stored résumé and the remembered answers; `edit`: the key of the answer that is changed. */
  kept: (at: { edit?: string } = {}) => withSearch("/profile/kept", new URLSearchParams(at)),
  /** `edit`: the code of the credential that the page shows to be changed. */
  profilePart: (part: string, at: { edit?: string } = {}) => withSearch(`/profile/${part}`, new URLSearchParams(at)),

  alerts: () => "/alerts",
  alert: (id: AlertId) => `/alerts/${id}`,
  /** Said after a guest asked for an alert. */
  alertAsked: () => "/alerts/new?sent=1",
  confirmAlert: (token?: string) => withSearch("/alerts/confirm", token && new URLSearchParams({ token })),
  /** Where whoever holds the link of a mail changes its alert. */
  alertPreferences: (token?: string) => withSearch("/alerts/preferences", token && new URLSearchParams({ token })),
  /** Posting here unsubscribes (RFC 8058); opening it asks. */
  unsubscribe: (token?: string) => withSearch("/alerts/unsubscribe", token && new URLSearchParams({ token })),

  /** The tracker: what it is narrowed to, and the cursor of the page. */
  tracked: (at: Partial<Record<"show" | "after", string>> = {}) => withSearch("/applications", new URLSearchParams(at)),
  application: (id: ApplicationId) => `/applications/${id}`,
  /** `save` asks the browser to keep the file rather than show it. */
  file: (id: FileId, save = false) => `/files/${id}${save ? "?save=1" : ""}`,

  /** Why nobody acts for a banned organization, and how to appeal. */
  banned: (id: EmployerId) => `/banned/${id}`,
  /** An appeal against the suspension of a job. */
  appealJob: (id: JobId) => `/employer/jobs/${id}/appeal`,
  newEmployer: () => "/employer/new",
  editEmployer: (id: EmployerId) => `/employer/organizations/${id}`,
  /** The page with the question before `member` is removed, or leaves. */
  members: (id: EmployerId, at: { ask?: "remove"; member?: AccountId } = {}) =>
    withSearch(`/employer/organizations/${id}/members`, new URLSearchParams(at)),
  /** Candidate search; `search` as candidates/candidate-filter writes it. */
  candidates: (id: EmployerId, search?: URLSearchParams | string) =>
    withSearch(`/employer/organizations/${id}/candidates`, search),
  /** `job`: the job that the candidate was searched for. */
  candidate: (employerId: EmployerId, id: CandidateId, at: { job?: JobId } = {}) =>
    withSearch(`/employer/organizations/${employerId}/candidates/${id}`, new URLSearchParams(at)),
  /** What the organization wrote to candidates. */
  contacts: (id: EmployerId, at: { after?: ContactId } = {}) =>
    withSearch(`/employer/organizations/${id}/contacts`, new URLSearchParams(at)),
  organizationLogo: (id: EmployerId) => `/employer/organizations/${id}/logo`,
  verification: (id: EmployerId, at: { ask?: "give-up" } = {}) =>
    withSearch(`/employer/organizations/${id}/verification`, new URLSearchParams(at)),
  /** `token` is the secret of the mailed link; whoever is signed in with the invited address needs none. */
  invitation: (id: InvitationId, at: { token?: string } = {}) =>
    withSearch(`/invitations/${id}`, new URLSearchParams(at)),
  /** The page with the question what `id` is to be called, or whether it may go. */
  templates: (employerId: EmployerId, at: { ask?: "rename" | "delete"; id?: TemplateId } = {}) =>
    withSearch(`/employer/organizations/${employerId}/templates`, new URLSearchParams(at)),
  saveTemplate: (id: JobId) => `/employer/jobs/${id}/template`,
  imports: (id: EmployerId) => `/employer/organizations/${id}/imports`,
  /** A run's report (the last one's by default), only one outcome of it, and the rows after a number. */
  import: (
    id: EmployerId,
    sourceId: ImportSourceId,
    at: Partial<Record<"run" | "outcome" | "after" | "ask", string>> = {},
  ) => withSearch(`/employer/organizations/${id}/imports/${sourceId}`, new URLSearchParams(at)),
  newJob: (employerId?: EmployerId) =>
    withSearch("/employer/jobs/new", employerId && new URLSearchParams({ employer: employerId })),
  /** `token` is the secret of the mailed link, `answer` the one that its page asks to confirm. */
  stillOpen: (at: { token?: string; answer?: string; done?: "1" } = {}) =>
    withSearch("/still-open", new URLSearchParams(at)),
  /** The page with the question before a deed. */
  deskJob: (id: JobId, ask?: string) => withSearch(`/employer/jobs/${id}`, ask && new URLSearchParams({ ask })),
  editJob: (id: JobId, step?: string) => `/employer/jobs/${id}/edit${step ? `/${step}` : ""}`,
  checkoutReturn: (id: JobId, orderId?: OrderId) =>
    withSearch(`/employer/jobs/${id}/checkout`, orderId && new URLSearchParams({ order: orderId })),
  applicants: (id: JobId) => `/employer/jobs/${id}/applicants`,
  declineApplicants: (id: JobId) => `/employer/jobs/${id}/applicants/decline`,
  exportApplicants: (id: JobId) => `/employer/jobs/${id}/applicants.csv`,
  applicant: (jobId: JobId, id: ApplicationId) => `/employer/jobs/${jobId}/applicants/${id}`,
  /** `span`: the stretch of time that is shown, as statistics/statistics names it. */
  jobStatistics: (id: JobId, span?: string) =>
    withSearch(`/employer/jobs/${id}/statistics`, span && new URLSearchParams({ span })),
  jobStatisticsCsv: (id: JobId, span: string) =>
    withSearch(`/employer/jobs/${id}/statistics.csv`, new URLSearchParams({ span })),
  employerStatistics: (id: EmployerId, span?: string) =>
    withSearch(`/employer/organizations/${id}/statistics`, span && new URLSearchParams({ span })),
  employerStatisticsCsv: (id: EmployerId, span: string) =>
    withSearch(`/employer/organizations/${id}/statistics.csv`, new URLSearchParams({ span })),
  order: (id: OrderId) => `/employer/orders/${id}`,
  receipt: (id: OrderId) => `/employer/orders/${id}/receipt`,
  /** `orders` and `lines`: the last order and the last line of the ledger that were already shown. */
  billing: (id: EmployerId, older: { orders?: OrderId; lines?: string } = {}) =>
    withSearch(
      `/employer/organizations/${id}/billing`,
      new URLSearchParams(Object.entries(older).filter((entry): entry is [string, string] => Boolean(entry[1]))),
    ),

  /** `told`: what became of a report that was sent. */
  reportJob: (slug: string, told?: "new" | "joined") => withSearch(`/jobs/${slug}/report`, told && new URLSearchParams({ told })), // prettier-ignore
  reportEmployer: (slug: string, told?: "new" | "joined") =>
    withSearch(`/employers/${slug}/report`, told && new URLSearchParams({ told })),
  confirmReport: (token?: string) => withSearch("/reports/confirm", token && new URLSearchParams({ token })),
  takedown: (told?: "new" | "joined") => withSearch("/takedown", told && new URLSearchParams({ told })),

  /** What narrows the list of reports, and the last case already shown. */
  reports: (at: Partial<Record<"state" | "reason" | "words" | "after", string>> = {}) =>
    withSearch("/moderation/reports", new URLSearchParams(at)),
  reportCase: (id: CaseId, at: { ask?: "reopen" } = {}) =>
    withSearch(`/moderation/reports/${id}`, new URLSearchParams(at)),
  /** Suspending a job, and what follows. */
  jobStanding: (id: JobId) => `/moderation/jobs/${id}/standing`,
  /** Banning an employer and lifting it; `ask` is the page with the question before. */
  employerStanding: (id: EmployerId, at: { ask?: "ban" | "lift" } = {}) =>
    withSearch(`/moderation/employers/${id}`, new URLSearchParams(at)),
  appeals: (at: Partial<Record<"state" | "after", string>> = {}) =>
    withSearch("/moderation/appeals", new URLSearchParams(at)),
  appeal: (id: AppealId) => `/moderation/appeals/${id}`,

  /** `after`: the last claim already shown. */
  claims: (at: { after?: ClaimId } = {}) => withSearch("/moderation/claims", new URLSearchParams(at)),
  decideClaim: (id: ClaimId) => `/moderation/claims/${id}`,
  /** The moderators' queue as `at` narrows and pages it. */
  queue: (at: Record<string, string>) => withSearch("/moderation", new URLSearchParams(at)),
  /** `beside`: another job that is laid beside it. */
  review: (id: JobId, at: { beside?: JobId } = {}) => withSearch(`/moderation/jobs/${id}`, new URLSearchParams(at)),
  /** Where the page of a job that is read says that it is still read, or was left. */
  reading: (id: JobId) => `/moderation/jobs/${id}/reading`,
  /** The page with what `at` names: an assertion's rows, a page of a list, or the question before an act. */
  adminHealth: (at: Partial<Record<"check" | "after" | "events" | "tasks" | "act" | "id", string>> = {}) =>
    withSearch("/admin/health", new URLSearchParams(at)),

  /** `at` as audit/audit-filter writes it; `before`: the last line already shown. */
  adminAudit: (at: Record<string, string> = {}) => withSearch("/admin/audit", new URLSearchParams(at)),
  adminAuditCsv: (at: Record<string, string> = {}) => withSearch("/admin/audit.csv", new URLSearchParams(at)),

  /** `words`, `state`: what narrows the list; `before`: the last one already shown. */
  adminUsers: (at: Partial<Record<"words" | "state" | "before", string>> = {}) =>
    withSearch("/admin/users", new URLSearchParams(at)),
  /** `ask`: the page with the question before an act. */
  adminUser: (id: AccountId, at: { ask?: string } = {}) => withSearch(`/admin/users/${id}`, new URLSearchParams(at)),
  /** `ask`: the page with the question whether the setting is to have the value `to`. */
  adminSettings: (at: { ask?: string; to?: string } = {}) => withSearch("/admin/settings", new URLSearchParams(at)),

  /** What narrows the list (`from` and `to` are days); `before`: the last one already shown. */
  adminOrders: (at: Partial<Record<"words" | "state" | "kind" | "from" | "to" | "before", string>> = {}) =>
    withSearch("/admin/orders", new URLSearchParams(at)),
  adminOrder: (id: OrderId, at: Record<string, string> = {}) =>
    withSearch(`/admin/orders/${id}`, new URLSearchParams(at)),
  adminReceipt: (id: OrderId) => `/admin/orders/${id}/receipt`,
  adminEmployers: (at: Partial<Record<"words" | "state" | "before", string>> = {}) =>
    withSearch("/admin/employers", new URLSearchParams(at)),
  adminEmployer: (id: EmployerId, at: Record<string, string> = {}) =>
    withSearch(`/admin/employers/${id}`, new URLSearchParams(at)),
  /** `ask`: the page with the question whether its verification is to be taken back. */
  adminCorrectEmployer: (id: EmployerId, at: { ask?: "unverify" } = {}) =>
    withSearch(`/admin/employers/${id}/correct`, new URLSearchParams(at)),
  adminPlans: () => "/admin/plans",
  adminPlan: (code: string, at: Record<string, string> = {}) =>
    withSearch(`/admin/plans/${code}`, new URLSearchParams(at)),

  figuresCsv: () => "/figures.csv",
  apiJobs: (search?: URLSearchParams | string) => withSearch("/api/v1/jobs", search),
  mailWebhook: () => "/webhooks/mail",
  stripeWebhook: () => "/webhooks/stripe",
  health: () => "/healthz",
  sitemap: () => "/sitemap.xml",
  sitemapPart: (part: string) => `/sitemaps/${part}.xml`,
  robots: () => "/robots.txt",
} as const;

/** `pathname` as the world sees it. `baseUrl` is env().BASE_URL. */
export function absolute(baseUrl: string, pathname: string): string {
  return new URL(pathname, baseUrl).href;
}

/** `text` if it is a path on this board, to go to after signing in; anything that a browser could read as another host is refused. */
export function safeReturnPath(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > 500 || !/^\/(?![/\\])/.test(text)) return undefined;
  const url = URL.canParse(text, "http://board.invalid") ? new URL(text, "http://board.invalid") : undefined;
  if (url?.host !== "board.invalid") return undefined;
  const path = url.pathname + url.search + url.hash;
  // "/.//evil.example" is a path of ours as it is typed, and another host's address once its dots are resolved.
  return /^\/[/\\]/.test(path) ? undefined : path;
}
