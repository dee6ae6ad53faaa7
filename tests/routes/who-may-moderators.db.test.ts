import { vi } from "vitest";
import { ofModerators } from "./asks/of-moderators.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("of moderators", ofModerators);
