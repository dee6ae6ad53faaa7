/** Requests in order of the pages of an employer's jobs and their applicants. */
import { showDraft } from "~/jobs/show-draft.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import type { Asks, MakeAsk } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();
/** What is answered to whoever may where a plan would have to run: "no plan works", and not about rights. */
const NO_PLAN = 409;

/** A press of a button on the page about pay, of a new draft. */
const onPay: MakeAsk = async (world) => {
  const jobId = await world.draft();
  const { pay: seen } = (await showDraft(db(), world.people.owner, jobId))!.marks;
  return {
    params: { jobId, step: "pay" },
    fields: { seen, tab: "a", payMin: "30", payMax: "40", payUnit: "hour" },
  };
};
const onReview = async (world: World) => ({ params: { jobId: await world.draft(), step: "review" } });

const live = async (world: World) => ({ params: { jobId: (await world.liveJob()).jobId } });
const priced =
  (ask: MakeAsk, status?: number, plan = "single-post"): MakeAsk =>
  async (world) => ({ ...(await ask(world, "owner")), fields: { price: await world.priceOf(plan) }, status });
const expired = async (world: World) => ({ params: { jobId: await world.expired() } });
const withCredit =
  (ask: MakeAsk): MakeAsk =>
  async (world) => {
    await world.credit();
    return ask(world, "owner");
  };

const picked = async (world: World) => ({ fields: { pick: `${await world.application()}.1`, message: "" } });
const ofApplicant =
  (fields: Record<string, string>): MakeAsk =>
  async (world) => ({ params: { applicationId: await world.application() }, fields });

export const ofJobs: Asks = {
  "employer/new-job.tsx": { action: (world) => ({ fields: { employer: world.employerId, title: "Coder" } }) },
  "employer/save-template.tsx": { action: () => ({ fields: { name: `Mine ${newId()}` } }) },
  "employer/edit-job.tsx": {
    loader: async (world) => ({ params: { jobId: await world.draft() } }),
    ...Object.fromEntries(
      ["stay", "next", "autosave", "job", "pay", "who", "work", "apply", "review"].map((go) => [go, onPay]),
    ),
    submit: priced(onReview),
    credit: withCredit(onReview),
    plan: async (world) => ({ ...(await onReview(world)), status: NO_PLAN }),
  },
  "employer/job.tsx": {
    withdraw: async (world) => ({ params: { jobId: (await world.submitted()).jobId } }),
    confirm: live,
    fill: live,
    close: live,
    duplicate: live,
    delete: async (world) => ({ params: { jobId: await world.draft() } }),
    "withdraw-edit": async (world) => ({ params: { jobId: await world.edited() } }),
    "discard-edit": live,
    feature: priced(live, undefined, "featured"),
    renew: priced(expired),
    "renew-credit": withCredit(priced(expired)),
    "renew-plan": priced(expired, NO_PLAN),
    extend: priced(live),
    "extend-credit": withCredit(priced(live)),
    "extend-plan": priced(live, NO_PLAN),
  },
  "employer/checkout.tsx": { loader: async (world) => ({ query: { order: await world.order("single") } }) },
  "employer/applicants.tsx": {
    move: async (world) => ({ fields: { application: await world.application(), to: "reviewed", version: "1" } }),
    review: picked,
  },
  "employer/decline-applicants.tsx": {
    loader: async (world) => ({ query: { pick: await world.application() } }),
    preview: picked,
    decline: picked,
  },
  "employer/applicant.tsx": {
    move: ofApplicant({ to: "declined", version: "1", message: "" }),
    rate: ofApplicant({ rating: "4", seen: "0" }),
    assign: async (world) => ({
      params: { applicationId: await world.application() },
      fields: { to: world.people.owner, from: "" },
    }),
    note: ofApplicant({ note: "Rings back on Monday." }),
    "edit-note": async (world, role) => ({
      fields: { id: role === "guest" ? newId() : await world.note(world.people[role]), version: "1", text: "Rang." },
    }),
    "delete-note": async (world, role) => ({
      fields: { id: role === "guest" ? newId() : await world.note(world.people[role]), version: "1" },
    }),
  },
};
