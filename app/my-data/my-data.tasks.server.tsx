import "./my-data.tasks.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { MailError, messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { contactAddress, readSettingsNow } from "~/settings/read-settings.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { finishDeletion } from "./delete-account.server.ts";
import { deleteFarewell, deleteOldFarewells, findFarewell } from "./departure.queries.server.ts";
import { FarewellMail } from "./emails/my-data-mails.tsx";

/** How long a mail of a deletion is tried; a task gives up within about a day. */
const TRIED = 3 * DAY;

export const myDataTasks = {
  "my-data.farewell-mail": async (db, { farewellId }, taskId) => {
    const farewell = await findFarewell(db, farewellId);
    if (!farewell) return;
    const days = (await readSettingsNow(db))["retention.applications"];
    const contact = await contactAddress(db);
    try {
      await sendMail({
        to: farewell.email,
        subject: "Your account is deleted",
        element: <FarewellMail applications={farewell.applications} days={days} contact={contact} />,
        messageId: messageIdFor(taskId),
      });
    } catch (error) {
      if (!(error instanceof MailError && error.permanent)) throw error;
    }
    await deleteFarewell(db, farewellId);
  },
  "my-data.finish": (db, { accountId }) => finishDeletion(db, accountId),
  "my-data.sweep": (db) => deleteOldFarewells(db, later(now(), -TRIED)),
} satisfies Partial<TaskHandlers>;
