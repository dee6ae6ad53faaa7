import { expect, it } from "vitest";
import { listContents } from "~/jobs/job-content.queries.server.ts";
import { listListedJobs } from "~/jobs/list-listed-jobs.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { toDocument, type JobDocument } from "~/search/job-document.ts";
import { listSearchedJobs } from "~/search/search.queries.server.ts";
import { makeCorpus, makeDocuments } from "./corpus.ts";
import { insertCorpus } from "./insert-corpus.ts";

it("writes rows that the board reads as the very jobs that were made", async () => {
  const options = { jobs: 300, seed: "rows", today: now() };
  const corpus = makeCorpus(options);
  const jobs = [...corpus.jobs()];
  const reported: number[] = [];
  await insertCorpus(process.env.DATABASE_URL!, corpus, (written) => reported.push(written));
  expect(reported.at(-1)).toBe(300);

  const db = database();
  const ids = jobs.map(({ id }) => id);
  const searched = (await listSearchedJobs(db, ids)).map(toDocument).sort((a, b) => (a.id < b.id ? -1 : 1));
  const sorted = (document: JobDocument) => ({
    ...document,
    demands: { ...document.demands, states: [...document.demands.states].sort() },
    notes: [...document.notes].sort(),
    facets: Object.fromEntries(Object.entries(document.facets).map(([name, codes]) => [name, [...codes].sort()])),
  });
  expect(searched.map(sorted)).toEqual([...makeDocuments(options)].map(sorted));

  const contents = await listContents(
    db,
    jobs.map(({ revisionId }) => revisionId),
  );
  for (const { revisionId, content } of jobs)
    expect(contents.get(revisionId)).toEqual({ ...content, states: [...content.states].sort() });
  expect(await listListedJobs(db, ids.slice(0, 100))).toHaveLength(100);
});
