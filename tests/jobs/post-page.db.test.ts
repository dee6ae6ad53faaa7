import { beforeAll, expect, test } from "vitest";
import { readForm, startDraft } from "~/jobs/start-draft.server.ts";
import { offerValue } from "~/jobs/post-offers.ts";
import type { FillStep, PostForm } from "~/jobs/post-form.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { action, loader } from "~/routes/employer/edit-job.tsx";
import { startBilling } from "#tests/billing/board.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { aFullForm } from "./post-form-factory.ts";

startBilling();
const context = { clientAddress: "198.51.100.9", requestId: "test", nonce: "test" };

let owner: { accountId: AccountId; employerId: EmployerId };
beforeAll(async () => {
  const accountId = await anAccount();
  const input = { name: `Lakemont ${newId().slice(-6)}`, website: "https://lakemont.example", about: "" };
  owner = { accountId, employerId: await createEmployer(database(), accountId, input) };
});
const aDraft = (form: PostForm) => startDraft(database(), { ...owner, form: aFullForm(form) });

async function read(jobId: JobId, step: string) {
  const request = await requestAs(owner.accountId, paths.editJob(jobId, step));
  return loader({ request, params: { jobId, step }, context });
}

/** Presses a button of a page without script. @returns where it leads. */
async function press(jobId: JobId, step: FillStep, op: string, fields: [string, string][]) {
  const { draft } = await read(jobId, step);
  const body = new URLSearchParams([...fields, ["op", op], ["seen", draft.marks[step]]]);
  const request = await requestAs(owner.accountId, paths.editJob(jobId, step), { method: "POST", body });
  const answer = await action({ request, params: { jobId, step }, context });
  return answer instanceof Response ? answer.headers.get("Location") : answer;
}

test("a step comes with what the board makes of its places, and with what search engines make of the job", async () => {
  const jobId = await aDraft({ mode: "on-site", places: [{ text: "Columbus, OH" }, { text: "Springfield" }] });
  const page = await read(jobId, "job");
  expect(page.draft.places["Columbus, OH"]).toMatchObject({ found: true, words: "The city of Columbus, Ohio." });
  expect(page.draft.places.Springfield?.options).toContain("Springfield, MO");
  expect(page.search).toMatchObject({ title: aFullForm().title, where: "Columbus, OH" });
  expect(page.markup).toBeUndefined();
});

test("the last step holds the markup as the job's page will have it", async () => {
  const page = await read(await aDraft({}), "review");
  expect(JSON.parse(page.markup!)).toMatchObject({
    "@type": "JobPosting",
    jobLocationType: "TELECOMMUTE",
    baseSalary: { value: { minValue: 33.5, maxValue: 41, unitText: "HOUR" } },
    hiringOrganization: { sameAs: "https://lakemont.example" },
  });
  expect(page.search?.checks.filter(({ need, met }) => need === "required" && !met)).toEqual([]);
});

test("an empty draft says what is missing instead of showing what is not there", async () => {
  const jobId = await startDraft(database(), { ...owner, form: {} });
  const page = await read(jobId, "review");
  const missing = page.search?.checks.filter(({ met }) => !met).map(({ property }) => property);
  expect(missing).toEqual(["title", "description", "jobLocation", "baseSalary", "employmentType"]);
});

test("an offer's button saves the step with what it offers", async () => {
  const jobId = await aDraft({});
  const place = offerValue({ kind: "place", index: 0, label: "Springfield, MO" });
  expect(
    await press(jobId, "job", place, [
      ["places[0].text", "Springfield"],
      ["title", "Typed now"],
    ]),
  ).toBe(`${paths.editJob(jobId, "job")}#places-0-text`);
  expect(await readForm(database(), jobId)).toMatchObject({
    title: "Typed now",
    places: [{ text: "Springfield, MO" }],
  });

  const region = offerValue({ kind: "region", region: "territories", all: true });
  expect(await press(jobId, "job", region, [["states", "oh"]])).toBe(
    `${paths.editJob(jobId, "job")}#region-territories-all`,
  );
  expect((await readForm(database(), jobId)).states).toEqual(["oh", "as", "gu", "mp", "pr", "vi"]);

  const credential = offerValue({ kind: "credential", index: 0, piece: 0, code: "crc" });
  expect(await press(jobId, "who", credential, [["groups[0].add", "CRCC"]])).toBe(
    `${paths.editJob(jobId, "who")}#groups-0-add`,
  );
  expect((await readForm(database(), jobId)).groups).toMatchObject([{ codes: ["crc"] }]);
});
