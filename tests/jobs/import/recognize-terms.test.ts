import { describe, expect, it } from "vitest";
import { payOfField, payOfText } from "~/jobs/import/recognize-pay.ts";
import {
  accuracyOf,
  apprenticeOf,
  experienceOf,
  modeInText,
  modeInWords,
  perksOf,
  productionOf,
  stateReachOf,
  typesOfField,
  typesOfText,
} from "~/jobs/import/recognize-terms.ts";
import { readDate } from "~/jobs/import/source-dates.ts";

const pay = (text: string) => {
  const found = payOfText(text).pay;
  return found && [found.minCents / 100, found.maxCents / 100, found.unit];
};

describe("pay in words", () => {
  it.each([
    ["$25.50 - $38.00 per hour", [25.5, 38, "hour"]],
    ["$60k–$75k a year", [60_000, 75_000, "year"]],
    ["$60-75k annually", [60_000, 75_000, "year"]],
    ["Salary Range:\n$71,612.39 - $110,999.20", [71_612.39, 110_999.2, "year"]],
    ["Hourly range: $22 to $31", [22, 31, "hour"]],
    ["Minimum Annual Salary: $84,200.00\n\nMaximum Annual Salary: $128,412.50", [84_200, 128_412.5, "year"]],
    ["$78,000.00 - $113,453.60/Annual", [78_000, 113_453.6, "year"]],
    ["You earn $3.50 - $4.25 per chart", [3.5, 4.25, "chart"]],
    ["Pay is $27/hr.", [27, 27, "hour"]],
    ["Posted Salary Range: USD $35.00 - USD $40.00 /Hr.", [35, 40, "hour"]],
    ["Pay Range: $42.25/Hr. - $59.50/Hr.", [42.25, 59.5, "hour"]],
    ["range is USD$180,000 per year - USD$200,000 per year", [180_000, 200_000, "year"]],
  ])("is read: %s", (text, expected) => expect(pay(text)).toEqual(expected));

  it.each([
    "Pay range $37.50 - $56.25",
    "a sign-on bonus of $5,000 - $10,000 per year of service",
    "starting at $25 per hour",
    "up to $40 an hour",
    "spent $3.7 billion - $4.5 billion a year on care",
    "$2 per hour differential",
    "Night shift premium $15.00 per hour",
    "a $15,000 annual stipend",
    "we saved clients $40 per hour",
    "$1 - $100,000 per hour",
    "tuition up to $5,250 per year",
  ])("is not guessed: %s", (text) => expect(pay(text)).toBeNull());
});

describe("pay in a source's fields", () => {
  it("counts only in dollars, with both ends and a known unit", () => {
    expect(payOfField({ min: 25, max: 30, unit: "hourly", currency: "USD" }).pay).toMatchObject({
      minCents: 2_500,
      maxCents: 3_000,
      unit: "hour",
    });
    for (const field of [
      { min: 25, max: 30, unit: "HOUR", currency: "EUR" },
      { min: 25, max: 30, unit: "HOUR", currency: null },
      { min: 1_000, max: 1_200, unit: "weekly", currency: "USD" },
      { min: 25, max: null, unit: "HOUR", currency: "USD" },
      { min: 25, max: 30, unit: "YEAR", currency: "USD" },
      { min: 30, max: 25, unit: "HOUR", currency: "USD" },
    ])
      expect(payOfField(field)).toMatchObject({ pay: null, note: expect.stringContaining("pay") });
  });
});

describe("the mode", () => {
  it("is what a title or a place says", () => {
    expect(modeInWords("Medical Coder III (hybrid)")).toBe("hybrid");
    expect(modeInWords("Anywhere in the U.S. (remote job)")).toBe("remote");
    expect(modeInWords("Coder - not remote")).toBeUndefined();
    expect(modeInWords("Skokie")).toBeUndefined();
  });

  it("is what the text says of this job", () => {
    expect(modeInText("remote type\nHybrid\nlocations")).toBe("hybrid");
    expect(modeInText("This is a fully remote role.")).toBe("remote");
    expect(modeInText("Remote after 90 days of on-site training.")).toBe("remote-after-training");
    expect(modeInText("This full-time position requires working 5 days a week in our Boston office.")).toBe("on-site");
  });

  it("is not stated by words of something else", () => {
    for (const text of [
      "Excepted service (i.e. Canteen, Hybrid, Title 38)",
      "remote patient monitoring",
      "This position is not a remote position.",
      "Do you want a remote job?",
      "We code.",
    ])
      expect(modeInText(text)).toBeUndefined();
  });
});

it("apprentices are answered only in words", () => {
  expect(apprenticeOf("CPC-A accepted")).toBe("welcome");
  expect(apprenticeOf("We welcome apprentices.")).toBe("welcome");
  expect(apprenticeOf("CPC-A considered with Practicode")).toBe("with-practicode");
  expect(apprenticeOf("No CPC-A, please")).toBe("no");
  expect(apprenticeOf("CPC-A not accepted")).toBe("no");
  expect(apprenticeOf("CPC or CPC-A")).toBe("not-stated");
  expect(apprenticeOf("Stand-alone certifications do not meet the definition of apprentice level certification")).toBe(
    "not-stated",
  );
});

it("employment types are those of the field, else of labelled lines", () => {
  expect(typesOfField(["FULL_TIME", "perdiem", "OTHER"])).toEqual({ types: ["full-time", "prn"], unknown: ["OTHER"] });
  expect(typesOfField(["contract-to-hire"]).types).toEqual(["temp-to-hire"]);
  expect(typesOfText("Coder (PRN)", "")).toEqual(["prn"]);
  expect(typesOfText("Coder", "time type\nFull time\n")).toEqual(["full-time"]);
  expect(typesOfText("Coder", "You review contracts with temporary staff and full-time colleagues.")).toEqual([]);
});

it("experience is counted in a setting or specialty, never in the air", () => {
  expect(experienceOf("2+ years of inpatient coding experience and 5 years of nursing")).toEqual([
    { years: 2, countedIn: "setting", code: "inpatient-facility" },
  ]);
  expect(experienceOf("Three (3) years cardiology coding experience")).toEqual([
    { years: 3, countedIn: "specialty", code: "cardiology" },
  ]);
  expect(experienceOf("5 years of coding experience")).toEqual([]);
});

it("production and accuracy are the employer's own numbers", () => {
  expect(productionOf("at least 4 inpatient charts per hour")).toEqual([
    { amount: 4, recordType: "inpatient charts", period: "hour" },
  ]);
  expect(accuracyOf("maintain 95% coding accuracy")).toBe(95);
  expect(accuracyOf("accuracy of at least 96%")).toBe(96);
  expect(accuracyOf("20% of the time")).toBeNull();
});

it("the states of a remote job are those of a list, or not stated", () => {
  expect(stateReachOf("Remote, must live in IL, IN or WI")).toEqual({ reach: "only", states: ["il", "in", "wi"] });
  expect(stateReachOf("We do not hire in the following states: AK, HI, RI")).toEqual({
    reach: "except",
    states: ["ak", "hi", "ri"],
  });
  expect(stateReachOf("You must live in a quiet home.")).toEqual({ reach: "not-stated", states: [] });
  expect(stateReachOf("Open to all 50 states.")).toEqual({ reach: "all", states: [] });
});

it("perks are those named", () => {
  expect(perksOf("Sign-on bonus! AAPC dues paid, CEUs provided, all equipment is supplied.")).toEqual([
    "sign-on-bonus",
    "dues-paid",
    "ceus-paid",
    "equipment-supplied",
  ]);
  expect(perksOf("There is no sign-on bonus.")).toEqual([]);
});

it("dates are absolute or nothing", () => {
  expect(readDate("2026-11-20")?.toISOString()).toBe("2026-11-20T00:00:00.000Z");
  expect(readDate("2026-11-20", true)?.toISOString()).toBe("2026-11-20T23:59:59.999Z");
  expect(readDate("2026-11-20T10:00:00-05:00")?.toISOString()).toBe("2026-11-20T15:00:00.000Z");
  expect(readDate("November 20, 2026")?.toISOString()).toBe("2026-11-20T00:00:00.000Z");
  for (const text of ["1d", "Posted Today", "2026-13-40", "0001-01-01", "next week"]) expect(readDate(text)).toBeNull();
});
