import { vi } from "vitest";
import { forEveryone } from "./asks/for-everyone.ts";
import { ofAlerts } from "./asks/of-alerts.ts";
import { ofContacted } from "./asks/of-candidates.ts";
import { ofProfiles } from "./asks/of-profiles.ts";
import { ofReporters } from "./asks/of-sanctions.ts";
import { walk } from "./walk.ts";

vi.mock("~/http/forms.server.ts", async (original) => (await import("./wishes.ts")).watchingForms(original));

walk("for everyone", { ...forEveryone, ...ofAlerts, ...ofContacted, ...ofProfiles, ...ofReporters });
