import { vi } from "vitest";
import { ofOrganizations } from "./asks/of-organizations.ts";
import { ofBanned } from "./asks/of-sanctions.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("of organizations", { ...ofOrganizations, ...ofBanned });
