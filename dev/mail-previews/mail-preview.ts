import type { ReactElement } from "react";

/** An example of a mail, as the mailbox shows it at /templates and as the tests' snapshots keep it. */
export type MailPreview = {
  /** `<domain>/<template>` or `<domain>/<template>/<case>`, in lower case. */
  id: string;
  /** As the task that sends it makes it. */
  subject: string;
  element: ReactElement;
};

export const BOARD_URL = "https://board.example";
/** An address of the board, as mail carries it. */
export const at = (path: string) => `${BOARD_URL}${path}`;
