import { index, route, type RouteConfig } from "@remix-run/route-config";

/** Every URL of the product. The links to them are built in platform/paths.ts. */
export default [
  index("routes/pages/home.tsx"),
  route("terms", "routes/pages/terms.tsx"),
  route("privacy", "routes/pages/privacy.tsx"),
  route("how-review-works", "routes/pages/how-review-works.tsx"),
  route("theme", "routes/pages/theme.ts"),

  // Browse
  route("jobs", "routes/jobs/search.tsx"),
  route("jobs/:slug", "routes/jobs/job.tsx"),
  route("jobs/:slug/seen", "routes/jobs/seen.ts"),
  route("employers/:slug", "routes/jobs/employer.tsx"),

  // Accounts
  route("sign-up", "routes/accounts/sign-up.tsx"),
  route("confirm-email", "routes/accounts/confirm-email.tsx"),
  route("sign-in", "routes/accounts/sign-in.tsx"),
  route("sign-in/code", "routes/accounts/sign-in-code.tsx"),
  route("sign-out", "routes/accounts/sign-out.ts"),
  route("forgot-password", "routes/accounts/forgot-password.tsx"),
  route("reset-password", "routes/accounts/reset-password.tsx"),
  route("account", "routes/accounts/account.tsx"),
  route("account/factor", "routes/accounts/factor.tsx"),

  // The seeker's applications
  route("jobs/:slug/apply", "routes/applications/apply.tsx"),
  route("jobs/:slug/apply-away", "routes/applications/apply-away.tsx"),
  route("applications", "routes/applications/tracker.tsx"),
  route("applications/:applicationId", "routes/applications/application.tsx"),
  route("files/:fileId", "routes/applications/file.ts"),

  // The employer's desk
  route("employer", "routes/employer/desk.tsx"),
  route("employer/new", "routes/employer/new-organization.tsx"),
  route("employer/organizations/:employerId", "routes/employer/organization.tsx"),
  route("employer/organizations/:employerId/members", "routes/employer/members.tsx"),
  route("employer/organizations/:employerId/logo", "routes/employer/logo.tsx"),
  route("employer/organizations/:employerId/verification", "routes/employer/verification.tsx"),
  route("employer/organizations/:employerId/templates", "routes/employer/templates.tsx"),
  route("employer/organizations/:employerId/imports", "routes/employer/imports.tsx"),
  route("employer/organizations/:employerId/imports/:importId", "routes/employer/import.tsx"),
  route("employers/:slug/claim", "routes/employer/claim.tsx"),
  route("invitations/:invitationId", "routes/employer/invitation.tsx"),
  route("employer/jobs/new", "routes/employer/new-job.tsx"),
  route("employer/jobs/:jobId", "routes/employer/job.tsx"),
  route("employer/jobs/:jobId/edit/:step?", "routes/employer/edit-job.tsx"),
  route("employer/jobs/:jobId/template", "routes/employer/save-template.tsx"),
  route("still-open", "routes/employer/still-open.tsx"),
  route("employer/jobs/:jobId/checkout", "routes/employer/checkout.tsx"),
  route("employer/jobs/:jobId/applicants", "routes/employer/applicants.tsx"),
  route("employer/jobs/:jobId/applicants.csv", "routes/employer/export-applicants.ts"),
  route("employer/jobs/:jobId/applicants/decline", "routes/employer/decline-applicants.tsx"),
  route("employer/jobs/:jobId/applicants/:applicationId", "routes/employer/applicant.tsx"),
  route("employer/jobs/:jobId/statistics", "routes/employer/job-statistics.tsx"),
  route("employer/jobs/:jobId/statistics.csv", "routes/employer/job-statistics-csv.ts"),
  route("employer/organizations/:employerId/statistics", "routes/employer/organization-statistics.tsx"),
  route("employer/organizations/:employerId/statistics.csv", "routes/employer/organization-statistics-csv.ts"),
  route("employer/organizations/:employerId/billing", "routes/employer/billing.tsx"),
  route("employer/orders/:orderId", "routes/employer/order.tsx"),
  route("employer/orders/:orderId/receipt", "routes/employer/receipt.tsx"),

  // Staff
  route("moderation", "routes/moderation/queue.tsx"),
  route("moderation/claims", "routes/moderation/claims.tsx"),
  route("moderation/claims/:claimId", "routes/moderation/claim.tsx"),
  route("moderation/jobs/:jobId", "routes/moderation/review.tsx"),
  route("admin", "routes/admin/admin.tsx"),
  route("admin/health", "routes/admin/health.tsx"),
  route("admin/users", "routes/admin/users.tsx"),
  route("admin/users/:accountId", "routes/admin/user.tsx"),
  route("admin/settings", "routes/admin/settings.tsx"),
  route("admin/orders", "routes/admin/orders.tsx"),
  route("admin/orders/:orderId", "routes/admin/order.tsx"),
  route("admin/employers", "routes/admin/employers.tsx"),
  route("admin/employers/:employerId", "routes/admin/employer.tsx"),
  route("admin/employers/:employerId/correct", "routes/admin/correct-employer.tsx"),
  route("admin/plans", "routes/admin/plans.tsx"),
  route("admin/plans/:code", "routes/admin/plan.tsx"),

  // Machines
  route("logos/:fileId", "routes/machine/logo.ts"),
  route("api/v1/jobs", "routes/machine/api-jobs.ts"),
  route("api/v1/suggest", "routes/machine/api-suggest.ts"),
  route("webhooks/stripe", "routes/machine/stripe-webhook.ts"),
  route("healthz", "routes/machine/health.ts"),
  route("sitemap.xml", "routes/machine/sitemap.ts"),
  route("sitemaps/:part", "routes/machine/sitemap-part.ts"),
  route("robots.txt", "routes/machine/robots.ts"),

  route("*", "routes/pages/not-found.tsx"),
] satisfies RouteConfig;
