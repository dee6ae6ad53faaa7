import { createImport, type ImportUpload } from "~/imports/start-import.server.ts";
import { newImportForm } from "~/imports/import-forms.ts";
import type { By, ImportRow } from "~/imports/import.ts";
import { showImport } from "~/imports/show-imports.server.ts";
import type { PostForm } from "~/jobs/post-form.ts";
import { database } from "~/platform/database.server.ts";
import type { EmployerId, ImportSourceId, JobId } from "~/platform/ids.ts";
import { fromJsonText } from "~/platform/json-text.ts";
import { runTasks } from "#tests/employers/desk.ts";
import { ADDRESS } from "#tests/support/application-factories.ts";

const db = database();

/** A posting of the field, as a row of CSV. */
export type Posting = {
  id: string;
  title?: string;
  location?: string;
  description?: string;
  pay?: number;
  company?: string;
};
const BODY =
  "We look for a medical coder who codes inpatient charts in ICD-10-CM and MS-DRG. CCS or CPC required. Work from Dayton.";

/** A CSV file of postings. */
export function csvOf(...postings: Posting[]): ImportUpload {
  const lines = postings.map(
    ({ id, title = `Inpatient Coder ${id}`, location = "Dayton, OH", description = BODY, pay, company = "" }) =>
      [
        id,
        title,
        location,
        `https://jobs.example.org/${id}`,
        description,
        pay ?? "",
        pay ?? "",
        pay ? "hourly" : "",
        pay ? "USD" : "",
        company,
      ]
        .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
        .join(","),
  );
  const text = ["id,title,location,job_url,description,min_amount,max_amount,interval,currency,company", ...lines].join(
    "\n",
  );
  return { name: "postings.csv", bytes: new TextEncoder().encode(text) };
}

/** Uploads a file as a new import, without running it. */
export const upload = (by: By, file: ImportUpload, more: Record<string, string> = {}): Promise<ImportSourceId> =>
  createImport(db, { ...by, clientAddress: ADDRESS }, newImportForm.parse(more), file);

/** Makes an import of an address, without running it. */
export const ofAddress = (by: By, more: Record<string, string> = {}): Promise<ImportSourceId> =>
  createImport(
    db,
    { ...by, clientAddress: ADDRESS },
    newImportForm.parse({ url: "https://feeds.example.org/jobs.csv", ...more }),
    undefined,
  );

/** The newest run of an import with the first rows of its report. */
export async function report(by: By, sourceId: ImportSourceId) {
  const page = await showImport(db, by, sourceId, {});
  if (!page?.run) throw new Error("There is no run");
  return { ...page, run: page.run, told: page.rows.map(tell) };
}
const tell = ({ number, outcome, title }: ImportRow) => `${number} ${outcome} ${title}`;

/** Runs what is queued, as the worker does, and gives the report. */
export async function finished(by: By, sourceId: ImportSourceId) {
  while ((await runTasks()) > 0);
  return report(by, sourceId);
}

/** The employer's drafts by the number at their source, with the form that each holds. */
export async function draftsOf(employerId: EmployerId): Promise<Map<string, { id: JobId; form: PostForm }>> {
  const rows = await db
    .selectFrom("job")
    .innerJoin("job_draft", "job_draft.job_id", "job.id")
    .select(["job.id", "job_draft.form"])
    .where("job.employer_id", "=", employerId)
    .execute();
  return new Map(
    rows.map(({ id, form }) => {
      const parsed = fromJsonText<PostForm>(form);
      return [parsed.applyUrl?.split("/").at(-1) ?? "", { id, form: parsed }];
    }),
  );
}

/** Makes an organization verified, as far as an import asks. */
export async function verify(employerId: EmployerId, verification: "email" | "unverified" = "email"): Promise<void> {
  await db.updateTable("employer").set({ verification }).where("id", "=", employerId).execute();
}
