/**
 * Who may reach what. A policy says what the guard inside the loader or action asks for; a test walks the route manifest
 * and fails on a loader or action that has none, or whose module does not call the guard.
 *
 * - `public`: everybody, signed in or not
 * - `account`: whoever is signed in, for their own things
 * - `member`: a member of the employer concerned, checked in the query; for anybody else it does not exist
 * - `file`: the person, and the members of the employers it was sent to, checked in the query
 * - `moderator`, `admin`: staff; for anybody else it does not exist
 * - `signature`: a machine that signs what it sends
 */
export type Policy = "public" | "account" | "member" | "file" | "moderator" | "admin" | "signature";

/** By route module, below app/routes. */
export const policies: Record<string, { loader?: Policy; action?: Policy }> = {
  "pages/home.tsx": { loader: "public" },
  "pages/terms.tsx": { loader: "public" },
  "pages/privacy.tsx": { loader: "public" },
  "pages/how-review-works.tsx": { loader: "public" },
  "pages/figures.tsx": { loader: "public" },
  "pages/theme.ts": { loader: "public", action: "public" },
  "pages/not-found.tsx": { loader: "public", action: "public" },

  "jobs/search.tsx": { loader: "public" },
  "jobs/job.tsx": { loader: "public" },
  "jobs/seen.ts": { action: "public" },
  "jobs/employer.tsx": { loader: "public" },

  "reports/report-job.tsx": { loader: "public", action: "public" },
  "reports/report-employer.tsx": { loader: "public", action: "public" },
  "reports/confirm-report.tsx": { loader: "public", action: "public" },
  "reports/takedown.tsx": { loader: "public", action: "public" },

  "accounts/sign-up.tsx": { loader: "public", action: "public" },
  "accounts/confirm-email.tsx": { loader: "public", action: "public" },
  "accounts/sign-in.tsx": { loader: "public", action: "public" },
  // Whoever holds the cookie of a password that was right.
  "accounts/sign-in-code.tsx": { loader: "public", action: "public" },
  "accounts/passkey.ts": { loader: "public", action: "public" },
  "accounts/sign-out.ts": { loader: "public", action: "public" },
  "accounts/forgot-password.tsx": { loader: "public", action: "public" },
  "accounts/reset-password.tsx": { loader: "public", action: "public" },
  "accounts/account.tsx": { loader: "account", action: "account" },
  "accounts/factor.tsx": { loader: "account", action: "account" },

  "applications/apply.tsx": { loader: "public", action: "account" },
  "applications/apply-away.tsx": { loader: "public" },
  "applications/tracker.tsx": { loader: "account" },
  "applications/application.tsx": { loader: "account", action: "account" },
  "applications/file.ts": { loader: "file" },

  "employer/desk.tsx": { loader: "account" },
  "employer/banned.tsx": { loader: "member", action: "member" },
  "employer/appeal-job.tsx": { loader: "member", action: "member" },
  "employer/new-organization.tsx": { loader: "account", action: "account" },
  "employer/organization.tsx": { loader: "member", action: "member" },
  "employer/members.tsx": { loader: "member", action: "member" },
  "employer/verification.tsx": { loader: "member", action: "member" },
  "employer/logo.tsx": { loader: "member", action: "member" },
  "employer/imports.tsx": { loader: "member", action: "member" },
  "employer/import.tsx": { loader: "member", action: "member" },
  "employer/claim.tsx": { loader: "account", action: "account" },
  // The loader shows an open invitation to whoever holds its link, and nothing to anybody else.
  "employer/invitation.tsx": { loader: "public", action: "account" },
  "employer/new-job.tsx": { loader: "account", action: "member" },
  "employer/templates.tsx": { loader: "member", action: "member" },
  "employer/save-template.tsx": { loader: "member", action: "member" },
  "employer/edit-job.tsx": { loader: "member", action: "member" },
  "employer/job.tsx": { loader: "member", action: "member" },
  // Whoever holds a mailed link that works; what it may do is checked with the link, and its member with it.
  "employer/still-open.tsx": { loader: "public", action: "public" },
  "employer/checkout.tsx": { loader: "member" },
  "employer/applicants.tsx": { loader: "member", action: "member" },
  "employer/export-applicants.ts": { loader: "member" },
  "employer/decline-applicants.tsx": { loader: "member", action: "member" },
  "employer/applicant.tsx": { loader: "member", action: "member" },
  "employer/job-statistics.tsx": { loader: "member" },
  "employer/job-statistics-csv.ts": { loader: "member" },
  "employer/organization-statistics.tsx": { loader: "member" },
  "employer/organization-statistics-csv.ts": { loader: "member" },
  "employer/billing.tsx": { loader: "member", action: "member" },
  "employer/order.tsx": { loader: "member", action: "member" },
  "employer/receipt.tsx": { loader: "member" },

  "moderation/queue.tsx": { loader: "moderator", action: "moderator" },
  "moderation/claims.tsx": { loader: "moderator" },
  "moderation/claim.tsx": { loader: "moderator", action: "moderator" },
  "moderation/reports.tsx": { loader: "moderator" },
  "moderation/report-case.tsx": { loader: "moderator", action: "moderator" },
  "moderation/job-standing.tsx": { loader: "moderator", action: "moderator" },
  "moderation/employer-standing.tsx": { loader: "moderator", action: "moderator" },
  "moderation/appeals.tsx": { loader: "moderator" },
  "moderation/appeal.tsx": { loader: "moderator", action: "moderator" },
  "moderation/review.tsx": { loader: "moderator", action: "moderator" },
  "moderation/reading.ts": { action: "moderator" },
  "admin/admin.tsx": { loader: "admin" },
  // A moderator reads of jobs and employers only.
  "admin/audit.tsx": { loader: "moderator" },
  "admin/audit-csv.ts": { loader: "admin" },
  "admin/health.tsx": { loader: "admin", action: "admin" },
  "admin/users.tsx": { loader: "admin" },
  "admin/user.tsx": { loader: "admin", action: "admin" },
  "admin/settings.tsx": { loader: "admin", action: "admin" },
  "admin/orders.tsx": { loader: "admin" },
  "admin/order.tsx": { loader: "admin", action: "admin" },
  "admin/resend-receipt.tsx": { loader: "admin", action: "admin" },
  "admin/employers.tsx": { loader: "admin" },
  "admin/employer.tsx": { loader: "admin", action: "admin" },
  "admin/correct-employer.tsx": { loader: "admin", action: "admin" },
  "admin/plans.tsx": { loader: "admin" },
  "admin/plan.tsx": { loader: "admin", action: "admin" },

  "machine/logo.ts": { loader: "public" },
  "machine/figures-csv.ts": { loader: "public" },
  "machine/api-jobs.ts": { loader: "public" },
  "machine/api-suggest.ts": { loader: "public" },
  "machine/stripe-webhook.ts": { loader: "public", action: "signature" },
  "machine/health.ts": { loader: "public" },
  "machine/sitemap.ts": { loader: "public" },
  "machine/sitemap-part.ts": { loader: "public" },
  "machine/robots.ts": { loader: "public" },
};
