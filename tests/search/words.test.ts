import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { anyJob } from "~/search/criteria.ts";
import { Dictionary } from "~/search/dictionary.server.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { parseQueryWords } from "~/search/query-words.ts";
import { WordList, WordReader } from "~/search/read-words.server.ts";
import { synonyms } from "~/search/synonyms.ts";
import { stem, tokenize } from "~/search/tokenize.ts";
import { freezeClock, now } from "~/platform/clock.ts";
import { makeDocument } from "./make-document.ts";

afterEach(() => freezeClock());

/** Which of the titles a search finds, in its order. */
function find(q: string, ...titles: string[]): string[] {
  const index = new LiveIndex();
  const byId = new Map(
    titles.map((title) => {
      const job = makeDocument({ title });
      index.put(job);
      return [job.id, title] as const;
    }),
  );
  const { items } = findJobs(index, { ...anyJob(), q }, null, 50, now().getTime());
  return items.map(({ id }) => byId.get(id)!);
}

describe("the words of a text", () => {
  it.each([
    ["ICD-10-CM, CPC-A and 3M", ["icd-10-cm", "cpc-a", "and", "3m"]],
    ["CPC/CCS-P (E/M, E&M)", ["cpc", "ccs-p", "e/m", "e/m"]],
    ["Résumé of a café’s coder", ["resume", "of", "a", "cafe", "coder"]],
    ["entry‑level, full-time", ["entry", "level", "full", "time"]],
    ["U.S. MS-DRG W-2 $32.50", ["us", "ms-drg", "w-2", "32", "50"]],
    ["!!! \u0000 \ufffd", []],
  ])("of %j are %j", (text, words) => expect(tokenize(text)).toEqual(words));

  it("are the same where they are read as numbers, in whatever script and however joined", () => {
    const letters = fc.constantFrom(
      ..."aAbéÉßİıſΣσςﬃ½ª3²٣ - ' ’ ‑ \u00ad / & . … – \u0301 \u2028 😀 한 中 ａ".split(" "),
      " ",
    );
    const some = fc.oneof(
      fc
        .array(fc.oneof(letters, fc.constantFrom(..."aAbéÉßİıſΣσςﬃ½ª3²٣-'/&.")), { maxLength: 60 })
        .map((all) => all.join("")),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom("ICD-10-CM, CPC-A and 3M", "CPC/CCS-P (E/M, E&M)", "U.S. MS-DRG W-2 $32.50", "x".repeat(41)),
    );
    const dictionary = new Dictionary();
    const reader = new WordReader(dictionary);
    fc.assert(
      fc.property(some, (text) => {
        const list = new WordList();
        reader.read(text, list);
        expect(Array.from(list.words.subarray(0, list.length), (word) => dictionary.word(word))).toEqual(
          tokenize(text),
        );
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it("are cut where they are no words any more", () => {
    expect(tokenize("x".repeat(5_000))).toEqual(["x".repeat(40)]);
  });

  it("are found in any ending, but codes only as they are", () => {
    expect(stem("coders")).toBe(stem("coder"));
    expect(stem("ccs")).toBe("ccs");
    expect(stem("icd-10-cm")).toBe("icd-10-cm");
  });
});

describe("the words of a search", () => {
  it("must all occur", () => {
    expect(find("inpatient coder", "Inpatient Coder", "Coder")).toEqual(["Inpatient Coder"]);
  });

  it("are found folded and in any ending", () => {
    expect(find("resume CODERS", "Résumé coder")).toEqual(["Résumé coder"]);
  });

  it("end in a word that may be unfinished", () => {
    expect(find("surgery aud", "Surgery Auditor", "Surgery Coder")).toEqual(["Surgery Auditor"]);
    expect(find("aud surgery", "Surgery Auditor")).toEqual([]);
  });

  it("do not take a credential or a two-letter term for the beginning of a word", () => {
    expect(find("CPC", "CPC-A coder", "CPC coder")).toEqual(["CPC coder"]);
    expect(find("ED", "Education", "ED coder")).toEqual(["ED coder"]);
  });

  it("in quotes must stand side by side", () => {
    expect(find('"risk coder"', "Risk Coders", "Risk adjustment coder")).toEqual(["Risk Coders"]);
  });

  it("with a minus must not occur", () => {
    expect(find('coder -inpatient -"pro fee"', "Coder", "IP coder", "Pro fee coder", "Pro coder")).toEqual([
      "Pro coder",
      "Coder",
    ]);
  });

  it("leave out what tells nothing", () => {
    expect(find("coder in the ED", "ED Coder")).toEqual(["ED Coder"]);
    expect(find("the", "The Coder", "Coder")).toEqual(["The Coder"]);
  });

  it.each([
    '"',
    "-",
    '""',
    "- -",
    '-"',
    "(((",
    "%00",
    "a b c d e f g h i j k l m n o p q r s t",
    "'; drop table job; --",
    "[a-z]+$",
  ])("may be anything, for example %j", (q) => expect(() => find(q, "Coder")).not.toThrow());

  it("find title before facets before text", () => {
    const index = new LiveIndex();
    const inBody = makeDocument({ body: "We use Epic." });
    const inTitle = makeDocument({ title: "Epic coder" });
    const inFacet = makeDocument({ facets: { ehr: ["epic"] } });
    const featured = makeDocument({ body: "Epic", featuredUntil: now().getTime() + 1e9 });
    for (const job of [inTitle, inFacet, inBody, featured]) index.put(job);
    const { items } = findJobs(index, { ...anyJob(), q: "epic" }, null, 10, now().getTime());
    expect(items.map((item) => item.id)).toEqual([inTitle.id, inFacet.id, featured.id, inBody.id]);
    expect(items.map((item) => item.featured)).toEqual([false, false, true, false]);
  });
});

describe("the synonyms of the field", () => {
  it.each(synonyms.map((row) => [row.terms[0]!, row] as const))("of %s find each other", (_, { terms }) => {
    for (const asked of terms)
      for (const written of terms) expect(find(asked, written), `${asked} → ${written}`).toEqual([written]);
  });

  it("find what they include, and not the other way", () => {
    expect(find("DRG", "MS-DRG")).toEqual(["MS-DRG"]);
    expect(find("MS-DRG", "DRG")).toEqual([]);
  });

  it("hold for the facets' names too", () => {
    const index = new LiveIndex();
    index.put(makeDocument({ facets: { function: ["risk-adjustment"] } }));
    expect(findJobs(index, { ...anyJob(), q: "HCC" }, null, 10, now().getTime()).total).toBe(1);
  });

  it("are known inside a longer search", () => {
    expect(parseQueryWords("remote risk adjustment coder").wanted.map((unit) => unit.words)).toEqual([
      ["remote"],
      ["risk", "adjustment"],
      ["coder"],
    ]);
  });
});

describe("what is read of a search's words", () => {
  const read = (q: string) => parseQueryWords(q);

  it("is no more than twenty words, however they are joined", () => {
    const letters = Array.from({ length: 24 }, (_, at) => `w${at}`);
    const { wanted, ignored } = read(`${letters.slice(0, 10).join(" ")} ${letters.slice(10).join(",")} -more`);
    expect(wanted.flatMap(({ words }) => words)).toEqual(letters.slice(0, 20));
    expect(ignored).toEqual([letters.slice(10).join(","), "-more"]);
  });

  it("is no more than two phrases of three words or more, excluded ones among them", () => {
    const { wanted, excluded, ignored } = read('"one two three" -a,b,c "two words" "of four words, too" end');
    expect(wanted.map(({ words }) => words.join(" "))).toEqual(["one two three", "two words", "end"]);
    expect(excluded.map(({ words }) => words.join(" "))).toEqual(["a b c"]);
    expect(ignored).toEqual(['"of four words, too"']);
  });
});
