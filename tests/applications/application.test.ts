import { parseWithZod } from "@conform-to/zod/v4";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applicationChain,
  applicationStates,
  applySchema,
  cursorText,
  LETTER_LENGTH,
  mayMoveApplication,
  nextStates,
  parseCursor,
  type ApplicationSide,
  type ApplicationState,
} from "~/applications/application.ts";
import { applicantForm } from "~/applications/applicant-forms.ts";
import { howToApply, takesApplications } from "~/applications/how-to-apply.ts";
import { newId } from "~/platform/ids.ts";

const states = fc.constantFrom(...applicationStates);
const sides = fc.constantFrom<ApplicationSide>("seeker", "employer");
const ends: ApplicationState[] = ["hired", "declined", "withdrawn"];

describe("the states of an application", () => {
  it("run along the chain of DOMAIN.md, with two ways out", () => {
    expect(nextStates("received", "employer")).toEqual(["reviewed", "interview", "offer", "hired", "declined"]);
    expect(nextStates("offer", "employer")).toEqual(["hired", "declined"]);
    expect(nextStates("interview", "seeker")).toEqual(["withdrawn"]);
    expect(nextStates("unconfirmed", "seeker")).toEqual(["received"]);
    expect(nextStates("unconfirmed", "employer")).toEqual([]);
  });

  it("let nobody leave an end, nor come back to where the application was", () => {
    const steps = fc.array(fc.record({ to: states, side: sides }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (tries) => {
        let state: ApplicationState = "received";
        const seen = new Set<ApplicationState>([state]);
        for (const { to, side } of tries) {
          if (!mayMoveApplication(state, to, side)) continue;
          expect(ends).not.toContain(state);
          expect(seen).not.toContain(to);
          seen.add((state = to));
        }
        expect(seen.size).toBeLessThanOrEqual(applicationChain.length + 1);
      }),
    );
  });

  it("leave declining and hiring to the employer and withdrawing to the seeker", () => {
    fc.assert(
      fc.property(states, states, sides, (from, to, side) => {
        if (!mayMoveApplication(from, to, side)) return;
        expect(to === "withdrawn").toBe(side === "seeker" && from !== "unconfirmed");
        expect(to).not.toBe("unconfirmed");
      }),
    );
  });

  it("always leave both sides a way on until an end is reached", () => {
    for (const state of applicationChain.slice(0, -1)) {
      expect(nextStates(state, "employer")).toContain("declined");
      expect(nextStates(state, "seeker")).toEqual(["withdrawn"]);
    }
    for (const state of ends) expect([...nextStates(state, "employer"), ...nextStates(state, "seeker")]).toEqual([]);
  });
});

describe("the apply form", () => {
  const parse = (letter?: string, problem?: string) => {
    const form = new FormData();
    if (letter !== undefined) form.set("letter", letter);
    const submission = parseWithZod(form, { schema: applySchema(problem) });
    return submission.status === "success" ? submission.value : (submission.error ?? {});
  };

  it("takes any letter up to its bound, without blanks around it, and none at all", () => {
    expect(parse("  Dear\r\nall \n")).toMatchObject({ letter: "Dear\nall" });
    expect(parse()).toMatchObject({ letter: "" });
    expect(parse("")).toMatchObject({ letter: "" });
    expect(parse("x".repeat(LETTER_LENGTH))).toMatchObject({ letter: "x".repeat(LETTER_LENGTH) });
  });

  it("says everything that is wrong at once: the letter and the résumé", () => {
    expect(parse("x".repeat(LETTER_LENGTH + 1), "Choose your résumé.")).toEqual({
      letter: ["Use at most 10,000 characters"],
      resume: ["Choose your résumé."],
    });
  });

  it("says nothing of a résumé that is there", () => {
    expect(Object.keys(parse("x".repeat(LETTER_LENGTH + 1)))).toEqual(["letter"]);
  });

  it("refuses a missing résumé also when nothing was sent at all", () => {
    expect(parse(undefined, "Choose your résumé.")).toEqual({ resume: ["Choose your résumé."] });
  });
});

describe("a move", () => {
  it("names a known state and the version that was read", () => {
    const move = (fields: object) => applicantForm.safeParse({ intent: "move", ...fields });
    expect(move({ to: "offer", version: "3" }).data).toEqual({ intent: "move", to: "offer", version: 3, message: "" });
    for (const wrong of [
      { to: "boss", version: "1" },
      { to: "offer" },
      { to: "offer", version: "1e9" },
      { to: "offer", version: "x" },
    ])
      expect(move(wrong).success).toBe(false);
  });
});

describe("the place in a list", () => {
  it("survives the URL", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2999-01-01"), noInvalidDate: true }), (at) => {
        const cursor = { at, id: newId<"application">() };
        expect(parseCursor(cursorText(cursor))).toEqual(cursor);
      }),
    );
  });

  it("is the first page for anything that is none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseCursor(text)).toBeUndefined();
      }),
    );
    expect(parseCursor(null)).toBeUndefined();
  });
});

describe("how to apply", () => {
  const job = { open: true, origin: "employer" as const, sourceUrl: null, apply: { kind: "board" as const } };

  it("is here for an employer's job that says so", () => {
    expect(howToApply(job)).toEqual({ how: "board" });
  });

  it("is elsewhere for an address, and for whatever an outside source brought", () => {
    expect(howToApply({ ...job, apply: { kind: "url", url: "https://x.example/apply" } })).toMatchObject({
      how: "elsewhere",
      to: "https://x.example/apply",
    });
    expect(howToApply({ ...job, apply: { kind: "email", email: "hr@x.example" } })).toMatchObject({
      to: "mailto:hr@x.example",
      byMail: true,
    });
    expect(howToApply({ ...job, origin: "import", sourceUrl: "https://source.example/1" })).toMatchObject({
      to: "https://source.example/1",
    });
    expect(howToApply({ ...job, origin: "import" })).toEqual({ how: "over" });
  });

  it("is over when the job is", () => {
    expect(howToApply({ ...job, open: false })).toEqual({ how: "over" });
    const statuses = ["listed", "unconfirmed", "over", "taken-down"] as const;
    expect(statuses.map(takesApplications)).toEqual([true, true, false, false]);
  });
});
