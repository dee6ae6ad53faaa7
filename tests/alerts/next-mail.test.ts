import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zones } from "~/alerts/alert.ts";
import { nextMail } from "~/alerts/next-mail.server.ts";
import { DAY, HOUR } from "~/platform/clock.ts";

const at = (text: string) => new Date(text);
const next = (frequency: "daily" | "weekly", zone: string, from: string) =>
  nextMail(frequency, zone, at(from)).toISOString();

describe("a daily mail", () => {
  it("goes at 8 in the morning where its person lives", () => {
    expect(next("daily", "America/New_York", "2026-11-22T12:59:59Z")).toBe("2026-11-22T13:00:00.000Z");
    expect(next("daily", "America/New_York", "2026-11-22T13:00:00Z")).toBe("2026-11-23T13:00:00.000Z");
    expect(next("daily", "Pacific/Honolulu", "2026-11-22T13:00:00Z")).toBe("2026-11-22T18:00:00.000Z");
    expect(next("daily", "Pacific/Guam", "2026-11-22T13:00:00Z")).toBe("2026-11-22T22:00:00.000Z");
  });

  it("goes at 8 on the days on which the clock is changed", () => {
    // 2027-03-14, 2 o'clock: forward. 2026-11-01, 2 o'clock: back.
    expect(next("daily", "America/Chicago", "2027-03-13T14:00:00Z")).toBe("2027-03-14T13:00:00.000Z");
    expect(next("daily", "America/Chicago", "2026-10-31T13:00:00Z")).toBe("2026-11-01T14:00:00.000Z");
    expect(next("daily", "America/Phoenix", "2027-03-13T15:00:00Z")).toBe("2027-03-14T15:00:00.000Z");
  });
});

describe("a weekly mail", () => {
  it("goes on Monday at 8", () => {
    expect(next("weekly", "America/New_York", "2026-11-22T20:00:00Z")).toBe("2026-11-23T13:00:00.000Z");
    expect(next("weekly", "America/New_York", "2026-11-23T13:00:00Z")).toBe("2026-11-30T13:00:00.000Z");
    expect(next("weekly", "America/Los_Angeles", "2027-03-08T16:00:00Z")).toBe("2027-03-15T15:00:00.000Z");
  });
});

it("is later than what it tells of, by its own stretch at most, and at 8 by the local clock", () => {
  const zone = fc.constantFrom(...zones.map(({ value }) => value));
  const moment = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true });
  fc.assert(
    fc.property(zone, moment, fc.constantFrom("daily" as const, "weekly" as const), (timeZone, from, frequency) => {
      const due = nextMail(frequency, timeZone, from);
      const most = (frequency === "daily" ? DAY : 7 * DAY) + HOUR;
      expect(due.getTime()).toBeGreaterThan(from.getTime());
      expect(due.getTime() - from.getTime()).toBeLessThanOrEqual(most);
      const local = new Intl.DateTimeFormat("en-US", {
        timeZone,
        weekday: "short",
        hour: "numeric",
        minute: "numeric",
      });
      expect(local.format(due)).toMatch(frequency === "daily" ? /8:00 AM$/ : /^Mon,? 8:00 AM$/);
    }),
  );
});

it("an instant mail goes at once, but not twice within ten minutes", () => {
  const noon = at("2026-11-22T12:00:00Z");
  expect(nextMail("instantly", "America/New_York", noon)).toEqual(noon);
  expect(nextMail("instantly", "America/New_York", noon, at("2026-11-22T11:58:00Z"))).toEqual(
    at("2026-11-22T12:08:00Z"),
  );
  expect(nextMail("instantly", "America/New_York", noon, at("2026-11-22T11:00:00Z"))).toEqual(noon);
});
