import { expect, test } from "vitest";
import { splitCsvRecords } from "~/jobs/import/split-text.ts";

async function* whole(text: string) {
  yield text;
}

test("quotes that are never closed, line after line, cost so many readings of the rest and no more", async () => {
  let lines = 0;
  const read = async () => {
    for await (const record of splitCsvRecords(whole(`title\n${'"a\n'.repeat(5_000)}`), 1_000_000)) {
      expect(record).toBe(lines === 0 ? "title" : null);
      lines++;
    }
  };
  await expect(read()).rejects.toThrow("More than 100 rows open a quote that is never closed.");
  expect(lines).toBe(101);
});

test("some of them are looked past, and the lines between them are read", async () => {
  const records: (string | null)[] = [];
  for await (const record of splitCsvRecords(whole('title\n"a\nCoder\n"b\nAuditor\n'), 1_000)) records.push(record);
  expect(records).toEqual(["title", null, "Coder", null, "Auditor"]);
});
