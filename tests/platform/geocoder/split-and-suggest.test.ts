import { beforeAll, describe, expect, it } from "vitest";
import { gazetteer } from "~/platform/geocoder/gazetteer.server.ts";
import { splitLocations } from "~/platform/geocoder/split-locations.server.ts";
import { suggestPlaces } from "~/platform/geocoder/suggest-places.server.ts";

beforeAll(() => void gazetteer(), 60_000);

describe("the locations of a posting", () => {
  it.each([
    ["Austin, TX; Dallas, TX", ["Austin, TX", "Dallas, TX"]],
    ["Austin, TX\n\nDallas, TX\r\nAustin, TX", ["Austin, TX", "Dallas, TX"]],
    ["Austin, TX | Remote", ["Austin, TX", "Remote"]],
    ["Remote | Austin, TX | Ohio", ["Remote", "Austin, TX", "Ohio"]],
    ["Austin, TX, Dallas, TX", ["Austin, TX", "Dallas, TX"]],
    ["Austin, TX or Dallas, TX", ["Austin, TX", "Dallas, TX"]],
    ["Austin or Dallas, TX", ["Austin, TX", "Dallas, TX"]],
    ["Austin/Dallas, TX", ["Austin, TX", "Dallas, TX"]],
    ["Dallas, TX & Fort Worth, TX", ["Dallas, TX", "Fort Worth, TX"]],
    ["San Francisco or New York", ["San Francisco", "New York"]],
    ["Remote or Austin, TX", ["Remote", "Austin, TX"]],
  ])("%j are %j", (text, locations) => expect(splitLocations(text)).toEqual(locations));

  it.each([
    "Dallas/Fort Worth, TX",
    "Remote - TX, FL",
    "Remote - TX or FL",
    "United States | Remote",
    "Junction City | OHA | Oregon State Hospital",
    "TMC/Children's Hospital",
    "43 New Scotland Avenue Albany, NY 12208",
    "Main Campus, Columbus, OH",
  ])("%s is one", (text) => expect(splitLocations(text)).toEqual([text]));

  it("of a blank text are none, and of an endless one fifty", () => {
    expect(splitLocations(" ;\n ")).toEqual([]);
    expect(splitLocations(Array.from({ length: 100 }, (_, at) => `Site ${at}`).join(";"))).toHaveLength(50);
  });
});

describe("while typing", () => {
  const labels = (typed: string, limit = 3) => suggestPlaces(typed, limit).map((place) => place.label);

  it.each([
    ["aus", "Austin, TX"],
    ["ft w", "Fort Worth, TX"],
    ["st l", "St. Louis, MO"],
    ["st", "Staten Island, NY"],
    ["ohi", "Ohio"],
    ["dfw", "Dallas-Fort Worth, TX"],
    ["cook c", "Cook County, IL"],
    ["spring, m", "Springfield, MO"],
    ["austin te", "Austin, TX"],
    ["78701", "Austin, TX 78701"],
  ])("%s offers %s first", (typed, first) => expect(labels(typed)[0]).toBe(first));

  it("ZIP codes come in order", () => {
    expect(labels("787")).toEqual(["Austin, TX 78701", "Austin, TX 78702", "Austin, TX 78703"]);
  });

  it("more people come first", () => {
    const people = suggestPlaces("spring, ", 10).map((place) => place.population);
    expect(people.length).toBe(10);
    expect(people[0]).toBeGreaterThan(100_000);
  });

  it.each(["", " ", ",", ", tx", "zzzz", "99999999"])("%j offers nothing", (typed) =>
    expect(labels(typed)).toEqual([]),
  );

  it("never offers more than was asked for, nor more than twenty", () => {
    expect(labels("s", 1)).toHaveLength(1);
    expect(labels("s", 1000)).toHaveLength(20);
    expect(labels("s", Number.NaN)).toEqual([]);
  });
});
