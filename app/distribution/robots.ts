import { absolute, paths } from "~/platform/paths.ts";

/** What crawlers have no business with: private desks, one-time links, forms, and the data behind pages. */
const closed = [
  `${paths.account()}`,
  `${paths.applications()}`,
  `${paths.alerts()}`,
  "/files/",
  // "/employer" alone would also close the public pages under /employers/.
  `${paths.desk()}$`,
  `${paths.desk()}/`,
  paths.moderation(),
  paths.admin(),
  paths.apply("*"),
  paths.applyAway("*"),
  paths.appliedAway("*"),
  paths.saveJob("*"),
  "/jobs/*/seen",
  paths.claim("*"),
  "/invitations/",
  paths.confirmEmail(),
  paths.resetPassword(),
  paths.theme(),
  paths.health(),
  "/webhooks/",
  "/*.data$",
  "/*.data?",
];

/** The text of robots.txt: everything public is open, and the sitemap is named. */
export function robotsText(baseUrl: string): string {
  return [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "Allow: /",
    "",
    `Sitemap: ${absolute(baseUrl, paths.sitemap())}`,
    "",
  ].join("\n");
}
