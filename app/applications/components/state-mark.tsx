import type { IconName } from "~/ui/icon.tsx";
import { Mark } from "~/ui/mark.tsx";
import { applicationStateLabels, type ApplicationState } from "../application.ts";

const icons: Partial<Record<ApplicationState, IconName>> = {
  received: "mail",
  reviewed: "eye",
  hired: "ok",
  declined: "x",
  withdrawn: "x",
};

/** The state of an application: its glyph, where it has one, and its word. */
export function StateMark({ state }: { state: ApplicationState }) {
  return <Mark icon={icons[state]}>{applicationStateLabels[state]}</Mark>;
}
