import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { draftChanges } from "~/jobs/draft-changes.ts";
import { editRows, rowDeed, takeTypedCredentials, withRowIds } from "~/jobs/edit-post-rows.ts";
import { formFromContent } from "~/jobs/form-from-content.ts";
import { judgePostForm, judgeStep } from "~/jobs/judge-post-form.server.ts";
import { parseMoney, parseNumber, writeMoney } from "~/jobs/post-amounts.ts";
import {
  errorLabel,
  fieldId,
  fillSteps,
  partOf,
  postFields,
  readPart,
  stepOfError,
  withPart,
  type PostForm,
} from "~/jobs/post-form.ts";
import { aFullForm } from "./post-form-factory.ts";

// The gazetteer takes its time to load, once.
beforeAll(() => void judgeStep({ places: [{ text: "Columbus, OH" }] }, "job"), 60_000);

const errorsOf = (more: PostForm) => judgePostForm(aFullForm(more)).errors;
const contentOf = (more: PostForm = {}) => {
  const { content, errors } = judgePostForm(aFullForm(more));
  expect(errors).toEqual({});
  return content!;
};
const posted = (entries: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};

describe("a full form", () => {
  test("says everything that was typed", () => {
    expect(contentOf()).toMatchObject({
      title: "Facility Coder, Inpatient and Observation",
      mode: "remote",
      stateReach: "except",
      states: ["ca", "ny"],
      pay: { minCents: 3_350, maxCents: 4_100, unit: "hour", chartsPerHour: null },
      apprentice: "with-practicode",
      credentialGroups: [{ how: "any", level: "required", codes: ["cpc", "ccs"], inLieu: null }],
      experience: [{ years: 2, countedIn: "setting", code: "inpatient-facility" }],
      apply: { kind: "board" },
    });
  });

  test("read back from its content, it gives the same content", () => {
    const rich = contentOf({
      mode: "hybrid",
      places: [{ text: "Columbus, OH" }, { text: "43004" }],
      payUnit: "chart",
      payMin: "9.25",
      payMax: "11",
      chartsPerHour: "3",
      groups: [
        { how: "any", level: "required", codes: ["cpc"], inLieu: "5 years of inpatient coding" },
        { how: "all", level: "preferred", codes: ["cdip", "rhit"] },
      ],
      ehrs: [{ code: "epic", level: "required" }],
      encoders: [{ code: "trucode", level: "preferred" }],
      production: [{ amount: "2.75", recordType: "Inpatient charts", period: "hour" }],
      accuracy: "95 %",
      downtime: "yes",
      test: "yes",
      testMinutes: "90",
      testPaid: "no",
      aiShare: "20",
      schedule: "flexible",
      scheduleNote: "Core hours 9 to 12",
      perks: ["dues-paid"],
      usOnly: "on",
      apply: "url",
      applyUrl: "www.example.org/jobs/1",
    });
    expect(rich.apply).toEqual({ kind: "url", url: "https://www.example.org/jobs/1" });
    expect(rich.locations).toMatchObject([
      { city: "Columbus", state: "oh" },
      { state: "oh", zip: "43004" },
    ]);
    expect(judgePostForm(formFromContent(rich)).content).toEqual(rich);
  });
});

describe("pay", () => {
  test("is mandatory, with its unit", () => {
    expect(Object.keys(errorsOf({ payMin: "", payMax: "", payUnit: undefined }))).toEqual([
      "payUnit",
      "payMin",
      "payMax",
    ]);
  });
  test("must be an amount; what was typed is said again", () => {
    expect(errorsOf({ payMin: "thirty" }).payMin?.[0]).toContain("“thirty”");
  });
  test("does not fall from least to most", () => {
    expect(errorsOf({ payMin: "41", payMax: "33" })).toHaveProperty("payMax");
  });
  test("per chart says the charts per hour; elsewhere they do not count", () => {
    expect(errorsOf({ payUnit: "chart" })).toHaveProperty("chartsPerHour");
    expect(contentOf({ chartsPerHour: "not a number" }).pay?.chartsPerHour).toBeNull();
  });
});

describe("who may apply", () => {
  test("asking for no credential is a choice of its own, never an omission", () => {
    expect(errorsOf({ groups: [] })).toHaveProperty("noCredential");
    expect(contentOf({ groups: [{ id: "1" }], noCredential: "on" }).credentialGroups).toEqual([]);
    expect(errorsOf({ noCredential: "on" })).toHaveProperty("noCredential");
  });
  test("a group needs a credential, and what the board does not know is told beside it", () => {
    expect(errorsOf({ groups: [{ inLieu: "5 years" }] })).toHaveProperty("groups[0].add");
    expect(errorsOf({ groups: [{ codes: ["cpc"], add: "XYZ" }] })["groups[0].add"]?.[0]).toContain("XYZ");
  });
  test("what may be meant is looked for in what a person types, not in a text made to cost", () => {
    const meant = (add: string) => errorsOf({ groups: [{ codes: ["cpc"], add }] })["groups[0].add"]?.[0];
    expect(meant("CPD")).toContain("Did you mean");
    expect(meant("CPD,".repeat(126))).toMatch(/^The board does not know “CPD,.*”\. Write a code/);
  });
  test("the apprentice answer is mandatory, and “not stated” is none", () => {
    expect(errorsOf({ apprentice: undefined })).toHaveProperty("apprentice");
    expect(errorsOf({ apprentice: "not-stated" })).toHaveProperty("apprentice");
  });
  test("years are whole numbers; each error stands in its own row, and blank rows do not count", () => {
    const errors = errorsOf({ experience: [{ id: "1" }, { years: "3+", in: "setting:observation" }, { years: "2" }] });
    expect(Object.keys(errors)).toEqual(["experience[1].years", "experience[2].in"]);
    expect(errors["experience[1].years"]?.[0]).toContain("“3+”");
  });
});

describe("where", () => {
  test("work on site names a place that can be found", () => {
    expect(errorsOf({ mode: "on-site" })).toHaveProperty(["places[0].text"]);
    expect(errorsOf({ mode: "hybrid", places: [{ text: "Nowhereville, OH" }] })).toHaveProperty(["places[0].text"]);
    expect(contentOf({ mode: "on-site", places: [{ text: "Columbus, OH" }] }).locations[0]).toMatchObject({
      label: "Columbus, OH",
      city: "Columbus",
      state: "oh",
    });
  });
  test("a name that several cities bear asks for the state and offers the likely ones", () => {
    expect(errorsOf({ mode: "on-site", places: [{ text: "Springfield" }] })["places[0].text"]?.[0]).toContain(
      "Springfield, IL",
    );
  });
  test("a state or a country is no place of work", () => {
    for (const text of ["Ohio", "United States", "Remote"])
      expect(errorsOf({ mode: "on-site", places: [{ text }] })).toHaveProperty(["places[0].text"]);
  });
  test("a remote job says its states", () => {
    expect(errorsOf({ reach: undefined })).toHaveProperty("reach");
    expect(errorsOf({ reach: "only", states: [] })).toHaveProperty("states");
    expect(contentOf({ reach: "all" })).toMatchObject({ stateReach: "all", states: [] });
  });
  test("what belongs to another mode is kept in the form and left out of the job", () => {
    const content = contentOf({ mode: "on-site", places: [{ text: "Columbus, OH" }] });
    expect(content).toMatchObject({ stateReach: "not-stated", states: [] });
    expect(contentOf({ places: [{ text: "Columbus, OH" }] }).locations).toEqual([]);
  });
});

describe("how to apply", () => {
  test("a link is a web address, a mail address a mail address", () => {
    expect(errorsOf({ apply: "url", applyUrl: "javascript:alert(1)" })).toHaveProperty("applyUrl");
    expect(errorsOf({ apply: "url", applyUrl: "localhost" })).toHaveProperty("applyUrl");
    expect(errorsOf({ apply: "email", applyEmail: "jobs@" })).toHaveProperty("applyEmail");
    expect(errorsOf({ applyUrl: "nonsense", applyEmail: "nonsense" })).toEqual({});
  });
});

test("each step judges its own fields, and the last step all of them", () => {
  const empty: PostForm = {};
  const all = Object.keys(judgePostForm(empty).errors);
  expect(fillSteps.flatMap((step) => Object.keys(judgeStep(empty, step).errors)).sort()).toEqual(all.sort());
  for (const name of all) expect(Object.keys(judgeStep(empty, stepOfError(name)).errors)).toContain(name);
});

test("the description is sanitized", () => {
  const body = `${"Good work. ".repeat(10)}<script>alert(1)</script> [x](javascript:alert(1)) **bold**`;
  const { bodyHtml, bodySource } = contentOf({ body });
  expect(bodyHtml).not.toMatch(/script/i);
  expect(bodyHtml).toContain("<strong>bold</strong>");
  expect(bodySource).toBe(body);
});

test("whatever is posted, judging answers and never throws", () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "on",
      "remote",
      "only",
      "url",
      "chart",
      "yes",
      "cpc",
      "0",
      "-1",
      "9".repeat(40),
      "\u0000",
      "é".repeat(500),
    ),
  );
  const name = fc.oneof(
    fc.constantFrom(...(Object.keys(postFields) as string[])),
    fc
      .tuple(
        fc.constantFrom("places", "groups", "experience", "ehrs", "production"),
        fc.nat(3),
        fc.constantFrom(
          "text",
          "codes",
          "add",
          "inLieu",
          "how",
          "years",
          "in",
          "code",
          "level",
          "amount",
          "recordType",
        ),
      )
      .map(([field, index, cell]) => `${field}[${index}].${cell}`),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 40 }), (entries) => {
      const form = fillSteps.reduce<PostForm>(
        (whole, step) => withPart(whole, step, readPart(step, posted(entries))),
        {},
      );
      const { errors, content } = judgePostForm(form);
      expect(content === undefined).toBe(Object.keys(errors).length > 0);
    }),
    { numRuns: 300 },
  );
});

describe("a posted step", () => {
  test("is read by its names, in order and without gaps; everything else is passed over", () => {
    const form = posted([
      ["experience[3].years", "2"],
      ["experience[0].years", "1"],
      ["experience[0].in", "setting:snf"],
      ["experience[99999999].years", "7"],
      ["experience[1].__proto__", "x"],
      ["__proto__.polluted", "x"],
      ["apprentice", "no"],
      ["title", "of another step"],
      ["go", "next"],
    ]);
    expect(readPart("who", form)).toEqual({
      experience: [{ years: "1", in: "setting:snf" }, { years: "2" }],
      apprentice: "no",
    });
  });
  test("replaces its own part and leaves the others alone", () => {
    const form = aFullForm();
    const next = withPart(form, "pay", { payMin: "50" });
    expect(partOf(next, "pay")).toEqual({ payMin: "50" });
    for (const step of fillSteps.filter((one) => one !== "pay")) expect(partOf(next, step)).toEqual(partOf(form, step));
  });
});

describe("builder buttons", () => {
  test("add and remove rows, and say where the focus belongs", () => {
    const added = editRows({ experience: [{ id: "1", years: "2" }] }, rowDeed({ kind: "add", field: "experience" }));
    expect(added).toEqual({
      part: { experience: [{ id: "1", years: "2" }, { id: "2" }] },
      focus: "experience-1-years",
    });
    const removed = editRows(added.part, rowDeed({ kind: "remove", field: "experience", index: 0 }));
    expect(removed).toEqual({ part: { experience: [{ id: "2" }] }, focus: "add-experience" });
  });
  test("no list grows beyond its limit", () => {
    const part: PostForm = { groups: Array.from({ length: 5 }, (_, index) => ({ id: String(index + 1) })) };
    expect(editRows(part, "add:groups").part).toEqual(part);
  });
  test("an unknown deed changes nothing", () => {
    for (const deed of ["", "add:title", "remove:groups:-1", "remove:groups:x", "drop:everything"])
      expect(editRows({ groups: [{ id: "1" }] }, deed).part).toEqual({ groups: [{ id: "1" }] });
  });
  test("typed credentials become codes; old names become the current one, unknown words stay", () => {
    const { groups } = takeTypedCredentials({ groups: [{ codes: ["cpc"], add: "CPC-H, ccs and FOO" }] });
    expect(groups).toEqual([{ codes: ["cpc", "coc", "ccs"], add: "FOO" }]);
  });
  test("row ids are unique and stay with their rows", () => {
    const rows = fc.array(fc.record({ id: fc.option(fc.constantFrom("1", "2", "3", "bad id!"), { nil: undefined }) }));
    fc.assert(
      fc.property(rows, (places) => {
        const ids = withRowIds({ places }).places!.map((row) => row.id);
        expect(new Set(ids).size).toBe(places.length);
        places.forEach(({ id }, index) => {
          if (id && id !== "bad id!" && places.findIndex((row) => row.id === id) === index) expect(ids[index]).toBe(id);
        });
      }),
    );
  });
});

test("amounts are read as people write them, and written so that they are read back", () => {
  expect(["28", "$33.50", "68,000", "68k", " 9.25 "].map(parseMoney)).toEqual([
    2_800, 3_350, 6_800_000, 6_800_000, 925,
  ]);
  for (const wrong of ["", "$", "3,5", "1.234", "12,34,567", "-5", "28-33", "1e5", "∞"])
    expect(parseMoney(wrong)).toBeUndefined();
  expect(["95 %", "1,200", "2.75", ""].map(parseNumber)).toEqual([95, 1_200, 2.75, undefined]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 200_000_000 }), (cents) => parseMoney(writeMoney(cents)) === cents));
});

test("an error names its field and its row", () => {
  expect(errorLabel("experience[1].years")).toBe("Experience, row 2");
  expect(errorLabel("groups[0].add")).toBe("Credential group 1");
  expect(errorLabel("payMin")).toBe("Least");
  expect(fieldId("experience[1].years")).toBe("experience-1-years");
});

test("two versions of a step are told apart field by field", () => {
  const changes = draftChanges(
    { payMin: "30", payMax: "40" },
    { payMin: "35", payMax: "40", perks: ["dues-paid"] },
    "pay",
  );
  expect(changes).toEqual([
    { field: "Least", theirs: "30", yours: "35" },
    { field: "Perks", theirs: "", yours: "dues-paid" },
  ]);
});
