/** Requests in order of where anybody reports, and of members' pages about what was taken down. */
import { hashToken } from "~/accounts/secret-token.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { aCase, another, APPEAL, suspended } from "../moderated.ts";
import type { Asks } from "../walk.ts";

const db = () => database();

export const ofSanctionedJobs: Asks = {
  "employer/appeal-job.tsx": {
    loader: async (world) => ({ params: { jobId: await suspended(world) } }),
    action: async (world) => ({ params: { jobId: await suspended(world) }, fields: { body: APPEAL } }),
  },
};

export const ofBanned: Asks = {
  "employer/banned.tsx": {
    loader: async (world) => ({ params: { employerId: await another(world, true) } }),
    action: async (world) => ({ params: { employerId: await another(world, true) }, fields: { body: APPEAL } }),
  },
};

/** Where anybody reports. */
const reported = { reason: "other", body: "They ask people to buy a laptop.", email: "" };
export const ofReporters: Asks = {
  "reports/report-job.tsx": { action: () => ({ fields: reported }) },
  "reports/report-employer.tsx": {
    loader: (world) => ({ params: { slug: world.employerSlug } }),
    action: (world) => ({ params: { slug: world.employerSlug }, fields: reported }),
  },
  "reports/confirm-report.tsx": {
    action: async (world) => {
      const { caseId } = (await aCase(world)).params;
      const token = newId();
      const set = { email: "ada@example.org", email_token_hash: hashToken(token) };
      await db().updateTable("report").set(set).where("case_id", "=", caseId).execute();
      return { fields: { token } };
    },
  },
  "reports/takedown.tsx": {
    action: (world) => ({
      fields: {
        ...{
          basis: "copyright",
          material: `/jobs/${world.slug}`,
          body: "The text of this job is mine, word for word.",
        },
        ...{ name: "Ada Coder", email: "ada@example.org", faith: "on", perjury: "on" },
      },
    }),
  },
};
