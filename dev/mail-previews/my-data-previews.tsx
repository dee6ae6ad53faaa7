import { FarewellMail } from "~/my-data/emails/my-data-mails.tsx";
import type { MailPreview } from "./mail-preview.ts";

export const myDataPreviews: MailPreview[] = ([0, 1, 3] as const).map((applications) => ({
  id: `my-data/farewell/${["none", "one", "", "three"][applications]}`,
  subject: "Your account is deleted",
  element: <FarewellMail applications={applications} days={730} contact="help@board.example" />,
}));
