import { vi } from "vitest";
import { ofStaff } from "./asks/of-staff.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("of staff and machines", ofStaff);
