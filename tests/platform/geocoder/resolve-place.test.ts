import { beforeAll, describe, expect, it } from "vitest";
import { gazetteer } from "~/platform/geocoder/gazetteer.server.ts";
import { type PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace, type PlacePurpose } from "~/platform/geocoder/resolve-place.server.ts";

beforeAll(() => void gazetteer(), 60_000);

/** An answer in one line: `Austin, TX`, `state: Ohio`, `remote only tx fl`, `no: abroad`. */
function read(text: string, purpose: PlacePurpose = "search"): string {
  return line(resolvePlace(text, purpose));
}

function line(answer: PlaceAnswer): string {
  switch (answer.kind) {
    case "point":
      return answer.scope === "city" ? answer.label : `${answer.label} (${answer.scope})`;
    case "state":
      return `state: ${answer.label}`;
    case "remote":
      return `remote ${answer.states.rule} ${"states" in answer.states ? answer.states.states.join(" ") : ""}`.trim();
    case "country":
      return answer.label;
    case "unresolved":
      return `no: ${answer.reason}`;
  }
}

describe.each(["search", "posting"] as const)("in a %s", (purpose) => {
  it.each([
    ["Austin, TX", "Austin, TX"],
    ["Austin TX", "Austin, TX"],
    ["AUSTIN, TEXAS", "Austin, TX"],
    ["Austin , Tex.", "Austin, TX"],
    ["78701", "Austin, TX 78701 (zip)"],
    ["78701-1234", "Austin, TX 78701 (zip)"],
    ["Austin, TX 78701", "Austin, TX 78701 (zip)"],
    ["Austin, TX, 78701", "Austin, TX 78701 (zip)"],
    ["Austin, TX, US", "Austin, TX"],
    ["Dallas, Texas, United States of America", "Dallas, TX"],
    ["United States, TX, Austin", "Austin, TX"],
    ["US-TX-Austin", "Austin, TX"],
    ["TX, San Antonio", "San Antonio, TX"],
    ["TX-Houston-Main Campus", "Houston, TX"],
    ["Columbus-OH", "Columbus, OH"],
    ["OH - Columbus - 1234 Main St", "Columbus, OH"],
    ["USA MD Annapolis Junction, US", "Annapolis Junction, MD"],
    ["Bellevue, WA - US", "Bellevue, WA"],
    ["Normal, Illinois US", "Normal, IL"],
    ["Kansas City, Kansas", "Kansas City, KS"],
    ["Charleston, West Virginia", "Charleston, WV"],
    ["New York, New York, United States", "New York, NY"],
    ["New York City, NY", "New York, NY"],
    ["Washington, D.C.", "Washington, DC"],
    ["Washington, IN, US", "Washington, IN"],
    ["Delaware, OH", "Delaware, OH"],
    ["Mexico, NY, US", "Mexico, NY"],
    ["Ontario, CA", "Ontario, CA"],
    ["Campus, IL", "Campus, IL"],
  ])("%s is %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["St. Louis, MO", "St. Louis, MO"],
    ["Saint Louis, MO", "St. Louis, MO"],
    ["E St Louis, IL", "East Saint Louis, IL"],
    ["Mt Pleasant, SC", "Mount Pleasant, SC"],
    ["Ft. Worth, TX", "Fort Worth, TX"],
    ["N Little Rock, AR", "North Little Rock, AR"],
    ["Winston Salem, NC", "Winston-Salem, NC"],
    ["Winston-Salem, NC", "Winston-Salem, NC"],
    ["Coeur d’Alene, ID", "Coeur d'Alene, ID"],
    ["COEUR D ALENE, ID", "Coeur d'Alene, ID"],
    ["Canon City, CO", "Cañon City, CO"],
    ["Mayaguez, PR", "Mayagüez, PR"],
    ["La Grange, GA", "LaGrange, GA"],
    ["Boise City, ID", "Boise, ID"],
    ["City of Tampa, FL", "Tampa, FL"],
    ["Luke AFB, AZ", "Luke Air Force Base, AZ"],
  ])("the spelling %s is %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["Main Campus, Columbus, OH", "Columbus, OH"],
    ["43 New Scotland Avenue Albany, NY 12208", "Albany, NY 12208 (zip)"],
    ["7853 Pacer Dr, Delaware, OH", "Delaware, OH"],
    ["Charlotte, NC - 1021 Morehead Medical Dr", "Charlotte, NC"],
    ["Oak Clinic - 1130 Tree of Life, Cornelius, NC", "Cornelius, NC"],
    ["Columbus, Suite 100, OH", "Columbus, OH"],
    ["New York, NY (HQ)", "New York, NY"],
    ["Hybrid - Austin, TX", "Austin, TX"],
    ["Northeast Philadelphia, PA", "Philadelphia, PA"],
  ])("the address %s is in %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["Cook County, IL", "Cook County, IL (county)"],
    ["Jefferson Parish, LA", "Jefferson Parish, LA (county)"],
    ["Brooklyn, NY", "Brooklyn, NY"],
    ["The Bronx, NY", "Bronx, NY"],
    ["Harlem, NY", "Harlem, NY (neighborhood)"],
    ["Dallas-Fort Worth", "Dallas-Fort Worth, TX (metro)"],
    ["Dallas/Ft. Worth", "Dallas-Fort Worth, TX (metro)"],
    ["DFW", "Dallas-Fort Worth, TX (metro)"],
    ["Dallas-Fort Worth-Arlington, TX", "Dallas-Fort Worth, TX (metro)"],
    ["Twin Cities", "Twin Cities, MN (metro)"],
    ["Minneapolis-St. Paul, MN", "Twin Cities, MN (metro)"],
    ["Bay Area", "San Francisco Bay Area, CA (metro)"],
    ["Greater Boston", "Greater Boston, MA (metro)"],
    ["DMV", "Washington metro area, DC (metro)"],
    ["Raleigh/Durham, NC", "Research Triangle, NC (metro)"],
    ["Boulder metro area, CO", "Boulder metro area, CO (metro)"],
    ["NYC", "New York, NY"],
    ["San Juan, PR", "San Juan, PR"],
    ["Dededo, GU 96929", "Dededo, GU 96929 (zip)"],
  ])("the county, borough or area %s is %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["Ohio", "state: Ohio"],
    ["TX", "state: Texas"],
    ["WV, US", "state: West Virginia"],
    ["US, CA", "state: California"],
    ["Guam", "state: Guam"],
    ["New York", "state: New York"],
    ["United States", "United States"],
    ["U.S.A.", "United States"],
  ])("%s is %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["Remote", "remote unstated"],
    ["Work from home", "remote unstated"],
    ["Remote (US)", "remote all"],
    ["Remote, United States", "remote all"],
    ["Anywhere in the U.S. (remote job), United States", "remote all"],
    ["Remote - TX, FL", "remote only tx fl"],
    ["Remote-OH", "remote only oh"],
    ["Remote - District of Columbia", "remote only dc"],
    ["Remote in Ohio", "remote only oh"],
    ["REMOTE IN OHIO", "remote only oh"],
    ["Remote - IN, OR", "remote only in or"],
    ["Remote; must live in Texas or Florida", "remote only tx fl"],
    ["Remote in Austin, TX", "remote only tx"],
    ["Remote except CA, NY", "remote except ca ny"],
    ["Remote (excluding California and New York)", "remote except ca ny"],
    ["Remote - Canada", "no: abroad"],
    ["Remote (Canada, LATAM, EU)", "no: abroad"],
  ])("%s is %s", (text, expected) => expect(read(text, purpose)).toBe(expected));

  it.each([
    ["2 Locations", "several"],
    ["Multiple Cities", "several"],
    ["TX, FL", "several"],
    ["", "empty"],
    [" ,;- ", "unnamed"],
    ["Hybrid Work", "unnamed"],
    ["Strong Memorial Hospital", "unknown"],
    ["Nevada Central Office", "unknown"],
    ["Advocate Condell Medical Center - 801 S Milwaukee Ave", "unknown"],
    ["00000", "unknown-zip"],
    ["Austin, TX 10001", "contradiction"],
    ["London, UK", "abroad"],
    ["Bengaluru, IN", "abroad"],
    ["Toronto, ON", "abroad"],
    ["Germany", "abroad"],
    ["APO, AE 09180", "military"],
    ["09180", "military"],
    ["Austin, TX ".repeat(20), "too-long"],
  ])("%j is no place: %s", (text, reason) => expect(read(text, purpose)).toBe(`no: ${reason}`));
});

describe("a name of several cities", () => {
  it("is the most populous one in a search, which offers the others by population", () => {
    const answer = resolvePlace("Springfield");
    expect(line(answer)).toBe("Springfield, MO");
    expect(answer.kind === "point" && answer.alternatives.map((other) => other.label)).toEqual([
      "Springfield, MA",
      "Springfield, IL",
      "Springfield, OR",
      "Springfield, OH",
      "Springfield, VA",
    ]);
  });

  it.each(["Springfield", "Portland", "Paris", "Birmingham", "Bonne Terre"])(
    "is not guessed in a posting: %s",
    (name) => {
      const answer = resolvePlace(name, "posting");
      expect(line(answer)).toBe("no: ambiguous");
      expect(answer.kind === "unresolved" && answer.alternatives.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ["San Francisco", "San Francisco, CA"],
    ["Seattle", "Seattle, WA"],
    ["San Francisco Office", "San Francisco, CA"],
  ])("is plain in a posting where no other could be meant: %s", (name, label) =>
    expect(read(name, "posting")).toBe(label),
  );

  it("and of a state is the state, with the city offered", () => {
    const answer = resolvePlace("New York");
    expect(answer.kind === "state" && answer.alternatives.map((other) => other.label)).toEqual(["New York, NY"]);
  });
});

describe("a city unknown in a known state", () => {
  it("is said so in a search, with the state offered", () => {
    const answer = resolvePlace("Fooville, OH");
    expect(answer).toEqual({
      kind: "unresolved",
      reason: "unknown-city",
      alternatives: [{ label: "Ohio", state: "oh", population: 0 }],
    });
  });

  it("leaves a posting its state, with a note", () => {
    const answer = resolvePlace("Fooville, OH", "posting");
    expect(answer).toMatchObject({ kind: "state", state: "oh", note: "No city known in this: Fooville" });
  });
});

describe("a ZIP code", () => {
  it("is a point of its own within its city", () => {
    const [zip, city] = [resolvePlace("Austin, TX 78759"), resolvePlace("Austin, TX")];
    expect(zip).toMatchObject({ city: "Austin", state: "tx", zip: "78759" });
    expect(zip.kind === "point" && city.kind === "point" && zip.lat).not.toBe(city.kind === "point" && city.lat);
  });

  it("that is unknown leaves the city, with a note", () => {
    expect(resolvePlace("Austin, TX 99999")).toMatchObject({
      label: "Austin, TX",
      note: "ZIP code 99999 is not known.",
    });
  });

  it("carries a city that is not known", () => {
    expect(resolvePlace("Fooville, TX 78701")).toMatchObject({ label: "Austin, TX 78701", zip: "78701" });
  });
});

it("a county or metropolitan area says how far it extends, a city does not", () => {
  const reach = (text: string) => {
    const answer = resolvePlace(text);
    return answer.kind === "point" ? answer.reach : -1;
  };
  expect(reach("Cook County, IL")).toBeGreaterThan(10);
  expect(reach("Dallas-Fort Worth")).toBeGreaterThanOrEqual(30);
  expect(reach("Austin, TX")).toBe(0);
});
