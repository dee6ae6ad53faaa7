import { importSlice } from "~/imports/import-slice.server.ts";
import { newImportForm } from "~/imports/import-forms.ts";
import type { By } from "~/imports/import.ts";
import { readRun } from "~/imports/read-run.server.ts";
import { showImport } from "~/imports/show-imports.server.ts";
import { createImport, uploadAgain, type ImportUpload } from "~/imports/start-import.server.ts";
import { partOf } from "~/jobs/post-form.ts";
import { markOf, saveDraft } from "~/jobs/save-draft.server.ts";
import { readForm } from "~/jobs/start-draft.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { ImportSourceId } from "~/platform/ids.ts";

const body = (work: string) =>
  `${work} You code in Epic with the Solventum 360 encoder: ICD-10-CM, CPT and the modifiers that payers ask for.\n\nYou bring a CPC or CCS and two years of outpatient coding. We pay your dues and CEUs.`;

/** What the employer's old careers site lists, and what it lists some weeks later. */
const postings = {
  observation: {
    title: "Observation and Outpatient Surgery Coder",
    min: 27.5,
    work: "You code observation stays and day surgery.",
  },
  radiology: {
    title: "Diagnostic Radiology Coder, Remote",
    min: 25,
    work: "You code diagnostic radiology for four hospitals.",
  },
  denials: { title: "Coding Denials Specialist", min: 26, work: "You answer coding denials and write appeals." },
  porter: { title: "Patient Transport Aide", min: 17, work: "You bring patients to their examinations." },
  wound: {
    title: "Wound Care Coder, Outpatient Facility",
    min: 26.5,
    work: "You code wound care visits of two clinics.",
  },
};
type Key = keyof typeof postings;

function feed(listed: Partial<Record<Key, number>>): ImportUpload {
  const all = (Object.keys(listed) as Key[]).map((key) => ({
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: postings[key].title,
    description: key === "porter" ? postings[key].work : body(postings[key].work),
    url: `https://careers.lakemont.example/jobs/${key}`,
    identifier: { "@type": "PropertyValue", name: "Careers", value: key },
    jobLocation: {
      "@type": "Place",
      address: { addressLocality: "Dayton", addressRegion: "OH", addressCountry: "US" },
    },
    employmentType: "FULL_TIME",
    baseSalary: {
      currency: "USD",
      value: { minValue: postings[key].min, maxValue: listed[key], unitText: "HOUR" },
    },
  }));
  return { name: "careers-site.json", bytes: new TextEncoder().encode(JSON.stringify(all, null, 1)) };
}

const from = { clientAddress: "demo" };

/** The employer brings the jobs of its careers site, and writes one of the drafts anew. */
export async function importCareers(db: Db, by: By): Promise<ImportSourceId> {
  const file = feed({ observation: 34, radiology: 31, denials: 33, porter: 20 });
  const id = await createImport(db, { ...by, ...from }, newImportForm.parse({ name: "Careers site" }), file);
  const rows = await run(db, by, id);
  const jobId = rows.find(({ title }) => title === postings.radiology.title)?.jobId;
  if (!jobId) throw new Error("The demo's import made no draft to edit");
  const form = await readForm(db, jobId);
  const part = { ...partOf(form, "job"), title: "Radiology Coder, Diagnostic and Interventional" };
  await saveDraft(db, {
    accountId: by.accountId,
    jobId,
    step: "job",
    part,
    seen: markOf(form, "job"),
    hand: { tab: "demo" },
  });
  return id;
}

/** Some weeks later the site says other things: a job is new, one is gone, two pay more. */
export async function importCareersAgain(db: Db, by: By, id: ImportSourceId): Promise<void> {
  await uploadAgain(db, { ...by, ...from }, id, feed({ observation: 36, radiology: 34, porter: 20, wound: 33 }));
  await run(db, by, id);
}

/** Does at once what the worker would do. */
async function run(db: Db, by: By, id: ImportSourceId) {
  const runId = (await showImport(db, by, id, {}))!.run!.id;
  await readRun(db, runId);
  // A slice ends after some seconds, which on a busy machine are few rows; each brings one at least.
  for (;;) {
    await importSlice(db, runId);
    const { run, rows } = (await showImport(db, by, id, {}))!;
    if (run?.state !== "importing") return rows;
  }
}
