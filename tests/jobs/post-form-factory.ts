import type { PostForm } from "~/jobs/post-form.ts";

/** A form that may be submitted as it is. */
export function aFullForm(more: PostForm = {}): PostForm {
  return {
    title: "Facility Coder, Inpatient and Observation",
    functions: ["coder"],
    settings: ["inpatient-facility", "observation"],
    types: ["full-time"],
    mode: "remote",
    reach: "except",
    states: ["ca", "ny"],
    body: "You code inpatient and observation stays of a 412-bed hospital, from admission to final DRG.",
    payMin: "33.50",
    payMax: "$41",
    payUnit: "hour",
    groups: [{ id: "1", how: "any", level: "required", codes: ["cpc", "ccs"] }],
    apprentice: "with-practicode",
    experience: [{ id: "1", years: "2", in: "setting:inpatient-facility" }],
    apply: "board",
    ...more,
  };
}
