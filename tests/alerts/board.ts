import { AlertMatcher, enqueueDueAlerts } from "~/alerts/match-jobs.server.ts";
import { freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { forgetSettings } from "~/settings/read-settings.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { answerTo, type Handler } from "#tests/support/ask-route.ts";

export const when = { frequency: "instantly", zone: "America/New_York" };
export const anEmail = () => `${newId().toLowerCase()}@example.org`;

let nextAddress = 1;
/** An address of somebody who was never here. */
export const anAddress = () => `203.0.113.${nextAddress++}`;

/** A guest posts a form. */
export function asGuest(action: Handler, path: string, fields: Record<string, string>, address = anAddress()) {
  const url = new URL(path, "http://localhost:3000");
  return answerTo(action, new Request(url, { method: "POST", body: new URLSearchParams(fields) }), {}, address);
}

/** What a guest sees. */
export function seeAsGuest(loader: Handler, path: string) {
  return answerTo(loader, new Request(new URL(path, "http://localhost:3000")), {});
}

/** Enters the board's postal address, or takes it away. */
export async function setPostal(value: string): Promise<void> {
  const set = { value, version: 1, updated_at: now(), updated_by: await anAccount({ staffRole: "admin" }) };
  await database()
    .insertInto("setting")
    .values({ name: "contact.postal", ...set })
    .onDuplicateKeyUpdate({ value })
    .execute();
  forgetSettings();
}

export const matcher = new AlertMatcher(database);

/** What the worker does until it has nothing to do, so many milliseconds from now. */
export async function work(ahead = 0): Promise<void> {
  freezeClock(later(now(), ahead));
  for (;;) {
    const changes = await matcher.step();
    const due = await enqueueDueAlerts(database());
    const ran = await runDueTasks(database(), taskHandlers);
    if (changes + due + ran === 0) break;
  }
  freezeClock();
}
