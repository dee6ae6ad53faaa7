/**
 * Imports run one way: routes → http → domains → tasks, platform → db/schema.
 * A domain imports only earlier names of this list; vocabulary, audit, settings and tasks are open to all: settings are
 * rows over a closed vocabulary, which any domain may read and which know none. My-data hands out and erases what all
 * others keep of a person. Admin is the last, since its pages are made of what all others tell of a person or an
 * employer; what it does to them are use-cases of theirs.
 */
const domains = [
  "accounts",
  "profiles",
  "employers",
  "billing",
  "jobs",
  "imports",
  "applications",
  "candidates",
  "search",
  "statistics",
  "alerts",
  "distribution",
  "insights",
  "moderation",
  "my-data",
  "admin",
];

const laterDomains = domains.slice(0, -1).map((name, position) => ({
  name: `${name}-imports-only-earlier-domains`,
  severity: "error",
  from: { path: `^app/${name}/` },
  to: { path: `^app/(${domains.slice(position + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nobody-imports-the-rim",
      severity: "error",
      from: { path: "^app/(?!routes|root|entry|server|worker)" },
      to: { path: "^app/routes/" },
    },
    {
      name: "domains-know-no-http",
      severity: "error",
      from: { path: `^app/(${domains.join("|")}|vocabulary|audit|settings|tasks|platform|ui)/` },
      to: { path: "^app/http/" },
    },
    {
      name: "ui-imports-no-domain",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: `^app/(${domains.join("|")}|http|tasks|audit|settings)/` },
    },
    {
      name: "foundations-know-no-domain",
      severity: "error",
      from: { path: "^app/(vocabulary|audit|settings|tasks|platform)/" },
      to: { path: `^app/(${domains.join("|")}|http|ui)/` },
    },
    {
      name: "platform-knows-only-itself",
      severity: "error",
      from: { path: "^app/platform/" },
      to: { path: "^app/(tasks|audit|settings)/" },
    },
    {
      name: "db-knows-only-itself",
      severity: "error",
      from: { path: "^db/(schema|migrations)/" },
      to: { path: "^app/(?!platform/ids|vocabulary)" },
    },
    {
      name: "routes-know-no-database-stripe-or-lucia",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "node_modules/(kysely|mysql2|stripe|lucia)/" },
    },
    {
      name: "queries-stay-in-their-domain",
      severity: "error",
      from: { path: "^app/([^/]+)/" },
      to: { path: "^app/.+\\.queries\\.server\\.ts$", pathNot: "^app/$1/" },
    },
    {
      name: "the-product-needs-no-dev",
      severity: "error",
      from: { path: "^(app|db)/" },
      to: { path: "^(dev|tests)/" },
    },
    ...laterDomains,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|node_modules)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
