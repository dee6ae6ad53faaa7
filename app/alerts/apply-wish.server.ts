import type { Db } from "~/platform/database.server.ts";
import type { AlertWish } from "./alert-forms.ts";
import {
  deleteAlert,
  pauseAlert,
  resumeAlert,
  scheduleAlert,
  unsubscribeAll,
  type Holder,
} from "./change-alert.server.ts";

/** Does what a form about one alert asks for. @returns what to tell. Throws as the use-cases do. */
export async function applyWish(db: Db, holder: Holder, wish: AlertWish): Promise<string> {
  switch (wish.intent) {
    case "save":
      await scheduleAlert(db, holder, { frequency: wish.frequency, zone: wish.zone });
      return "It is saved.";
    case "pause":
      await pauseAlert(db, holder, "person");
      return "The alert is paused.";
    case "resume":
      await resumeAlert(db, holder);
      return "The alert goes on. It tells you of jobs that are new from now.";
    case "delete":
      await deleteAlert(db, holder);
      return "The alert is deleted.";
    case "unsubscribe-all":
      await unsubscribeAll(db, holder);
      return "You get no more mail of any alert.";
  }
}
