import { DeskKeyHelp, type KeyHelp } from "./key-help.tsx";
import { byId, press, step, type DeskKeys } from "./use-desk-keys.ts";

const ROWS = ".waits h2 a";

/** Takes the job whose row has the focus. */
const takeFocused = () => {
  const button = document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-take]");
  button?.click();
  return button ? ("done" as const) : null;
};

const keys: DeskKeys = {
  j: step(ROWS, 1),
  k: step(ROWS, -1),
  o: () => {
    const link = document.activeElement;
    if (!(link instanceof HTMLElement && link.matches(ROWS))) return null;
    link.click();
    return "done";
  },
  t: takeFocused,
  n: press("take-first"),
  u: () => byId("undo")() ?? byId("undo-last")(),
  "/": byId("words"),
};

const help: KeyHelp = [
  ["J K", "The next and the previous job"],
  ["O Enter", "Look at it"],
  ["T", "Take it, and read it"],
  ["N", "Take the first that nobody reads"],
  ["/", "Search the queue"],
  ["U", "Go to Undo, where your last decision can be taken back"],
  ["?", "These keys"],
];

/** The keys of the queue's page. */
export function QueueKeys() {
  return <DeskKeyHelp keys={keys} help={help} />;
}
