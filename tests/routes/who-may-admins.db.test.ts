import { vi } from "vitest";
import { ofAdmins } from "./asks/of-admins.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("of admins and machines", ofAdmins);
