/** The routes as the files of the walk share them, so that they are walked side by side. */
import { modules } from "./manifest.ts";

const isOf = (...folders: string[]) => modules.filter(({ name }) => folders.includes(name.split("/")[0]!));
const aboutJobs = isOf("employer").filter(({ pattern }) => pattern.startsWith("employer/jobs/"));
const ofModerators = isOf("moderation");
const ofAdmins = isOf("admin", "machine");
const ofOrganizations = isOf("employer").filter((route) => !aboutJobs.includes(route));

export const shares = {
  "of jobs": aboutJobs,
  "of organizations": ofOrganizations,
  "of moderators": ofModerators,
  "of admins and machines": ofAdmins,
  /** All others: a folder that is new is walked here. */
  "for everyone": modules.filter(
    (route) => ![...aboutJobs, ...ofOrganizations, ...ofModerators, ...ofAdmins].includes(route),
  ),
};
