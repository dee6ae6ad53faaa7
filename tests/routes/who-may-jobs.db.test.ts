import { vi } from "vitest";
import { ofJobs } from "./asks/of-jobs.ts";
import { ofSanctionedJobs } from "./asks/of-sanctions.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("of jobs", { ...ofJobs, ...ofSanctionedJobs });
