import { type CodeGroup } from "~/ui/codes";
import { type StateTile } from "~/ui/figures";
import { type JobCardProps } from "~/ui/job-card";

/** A fixed now, so that the pictures are the same each time. */
export const NOW = "2026-11-21T16:05:00.000Z";

const STATES =
  "AK Alaska,AL Alabama,AR Arkansas,AZ Arizona,CA California,CO Colorado,CT Connecticut,DC District of Columbia,DE Delaware,FL Florida,GA Georgia,HI Hawaii,IA Iowa,ID Idaho,IL Illinois,IN Indiana,KS Kansas,KY Kentucky,LA Louisiana,MA Massachusetts,MD Maryland,ME Maine,MI Michigan,MN Minnesota,MO Missouri,MS Mississippi,MT Montana,NC North Carolina,ND North Dakota,NE Nebraska,NH New Hampshire,NJ New Jersey,NM New Mexico,NV Nevada,NY New York,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VA Virginia,VT Vermont,WA Washington,WI Wisconsin,WV West Virginia,WY Wyoming";

/** The map's states; those whose codes are given are open. */
export function tiles(isOpen: (code: string) => boolean, home?: string): StateTile[] {
  return STATES.split(",").map((entry) => {
    const code = entry.slice(0, 2);
    return { code, name: entry.slice(3), open: isOpen(code), home: code === home };
  });
}

const SHUT = ["AK", "CA", "CO", "CT", "DC", "HI", "IL", "MA", "MD", "NY", "RI", "VT", "WA"];
export const MOST_STATES = tiles((code) => !SHUT.includes(code), "OH");

function group(
  need: "any" | "all",
  level: "required" | "preferred",
  codes: string,
  more: Partial<CodeGroup> = {},
): CodeGroup {
  const held = ["CPC"];
  return { need, level, codes: codes.split(" ").map((code) => ({ code, own: held.includes(code) })), ...more };
}

export const RULE: CodeGroup[] = [
  group("any", "required", "CPC CCS"),
  group("any", "required", "COC CIC", { inLieu: "5 years of inpatient facility coding" }),
  group("all", "preferred", "CDIP"),
];

export const CARDS: JobCardProps[] = [
  {
    to: "/jobs/1",
    title: "Inpatient Coder II, Acute Care",
    featured: true,
    pay: "$34.00–$41.50",
    payUnit: "an hour, W-2 full-time",
    range: { low: 3400, high: 4150, median: 3580 },
    employer: "Harrow Valley Health",
    verified: true,
    place: "Remote, 14 states",
    groups: [group("any", "required", "CCS CIC"), group("all", "preferred", "RHIT CDIP")],
    apprentices: "none",
    production: "3 inpatient charts an hour at 95 %, downtime paid",
    fit: { kind: "missing", words: "One thing missing: CCS or CIC" },
    age: "Posted 3 days ago",
  },
  {
    to: "/jobs/2",
    title: "Facility Coder, Inpatient and Observation",
    pay: "$33.50–$41.00",
    payUnit: "an hour, W-2 full-time",
    range: { low: 3350, high: 4100, median: 3580 },
    employer: "Lakemont Regional Health",
    verified: true,
    place: "Remote, 38 states",
    groups: RULE,
    apprentices: "conditional",
    production: "2.75 inpatient charts an hour at 95 %, downtime paid",
    fit: { kind: "missing", words: "One thing missing: COC or CIC" },
    age: "Posted 12 days ago, confirmed open yesterday",
  },
  {
    to: "/jobs/3",
    title: "DRG Validation Coder, Inpatient",
    pay: "$9.25–$11.00",
    payUnit: "a chart, 1099 contract",
    range: { low: 2775, high: 3300, effective: true },
    effective: "$27.75–$33.00 an hour, derived, 3 charts an hour",
    employer: "Tidewater Revenue Partners",
    place: "Remote, all states but CA, CO, NY, WA",
    groups: [group("any", "required", "CPC CCA CCS CIC")],
    apprentices: "welcome",
    facts: ["No chart quota in the first 6 months", "Dues and CEUs paid"],
    fit: { kind: "ok", words: "You qualify" },
    age: "Posted 12 days ago, confirmed open yesterday",
  },
  {
    to: "/jobs/4",
    title: "Medical Coder",
    employer: "A hospital listed from elsewhere",
    place: "On-site, Duluth, Minnesota",
    groups: [],
    apprentices: "not-stated",
    facts: ["Production not stated"],
    fit: { kind: "refused", words: "Not eligible: on-site in Minnesota, you live in Ohio" },
    age: "Posted 20 days ago",
  },
];
