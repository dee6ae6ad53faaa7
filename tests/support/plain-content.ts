import type { JobContent } from "~/jobs/job-content.ts";

/** A job with nothing but what every job says. */
export function plainContent(more: Partial<JobContent> = {}): JobContent {
  return {
    title: "Facility Coder, Inpatient and Observation",
    bodySource: "Code inpatient stays.",
    bodyHtml: "<p>Code inpatient stays.</p>",
    bodyText: "Code inpatient stays.",
    functions: ["coder"],
    settings: ["inpatient-facility"],
    specialties: [],
    codeSets: [],
    ehrs: [],
    encoders: [],
    employmentTypes: ["full-time"],
    mode: "remote",
    locations: [],
    stateReach: "all",
    states: [],
    usOnly: false,
    pay: { minCents: 3_000, maxCents: 4_000, unit: "hour", chartsPerHour: null },
    perks: [],
    apprentice: "welcome",
    credentialGroups: [{ how: "any", level: "required", codes: ["cpc", "ccs"], inLieu: null }],
    experience: [],
    production: [],
    accuracyPercent: null,
    auditMethod: null,
    downtimePaid: null,
    codingTest: null,
    aiSharePercent: null,
    schedule: null,
    scheduleNote: null,
    apply: { kind: "board" },
    questions: [],
    ...more,
  };
}
