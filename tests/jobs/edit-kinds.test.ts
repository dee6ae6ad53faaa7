import { beforeAll, describe, expect, test } from "vitest";
import { editChanges } from "~/jobs/edit-kinds.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { judgePostForm } from "~/jobs/judge-post-form.server.ts";
import { placeOfText } from "~/jobs/place-of-text.server.ts";
import type { PostForm } from "~/jobs/post-form.ts";
import { aFullForm } from "./post-form-factory.ts";

// The places of the country are read once.
beforeAll(() => void placeOfText("Dayton, OH"), 60_000);

const content = (more: PostForm): JobContent => {
  const { content, errors } = judgePostForm(aFullForm({ mode: "on-site", places: [{ text: "Dayton, OH" }], ...more }));
  if (!content) throw new Error(JSON.stringify(errors));
  return content;
};
const changes = (live: PostForm, edited: PostForm) => editChanges(content(live), content(edited));
const places = (...texts: string[]): PostForm => ({ places: texts.map((text) => ({ text })) });
const group = (inLieu?: string, ...codes: string[]): PostForm => ({
  groups: [{ how: "any", level: "required", codes: codes.length ? codes : ["cpc"], inLieu }],
});

describe("what is chosen or counted is live at once", () => {
  test.each<[string, PostForm, PostForm]>([
    ["another place", places("Dayton, OH"), places("Columbus, OH 43215", "Austin, Texas")],
    ["another credential", group(undefined, "cpc"), group(undefined, "cpc", "ccs")],
    ["another amount of the same records", { production: [{ amount: "4", recordType: "charts", period: "hour" }] }, { production: [{ amount: "5", recordType: "charts", period: "hour" }] }], // prettier-ignore
    ["a text that is taken out", { scheduleNote: "Weekends by turns" }, {}],
    ["a credential beside a text that stands there", group("Two years count", "cpc"), group("Two years count", "ccs")],
  ])("%s", (_, live, edited) => {
    const { review, atOnce } = changes(live, edited);
    expect(review).toEqual([]);
    expect(atOnce).toHaveLength(1);
  });
});

describe("text that nobody has read yet goes to a moderator, wherever it is typed", () => {
  test.each<[string, PostForm, string]>([
    ["before a place that the map knows", places("Apply at coders.example for $49, Dayton, OH"), "Places"],
    ["in lieu of a credential", group("or pay $49 to coders.example"), "Credentials"],
    ["as what is counted", { production: [{ amount: "4", recordType: "calls to 415 555 0100", period: "day" }] }, "Production"], // prettier-ignore
    ["as the audit method", { auditMethod: "Send your bank details first" }, "Audit method"],
    ["beside the schedule", { scheduleNote: "Text 415 555 0100" }, "Schedule"],
  ])("%s", (_, edited, label) => {
    expect(changes(group(), { ...group(), ...edited })).toEqual({ review: [label], atOnce: [] });
  });
});
