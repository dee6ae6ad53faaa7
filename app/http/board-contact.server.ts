import { database } from "~/platform/database.server.ts";
import { contactAddress, readSettings, takedownAddress } from "~/settings/read-settings.server.ts";

/** The address at which people reach those who run the board: an admin's setting, or that of MAIL_FROM. */
export function boardContact(): Promise<string> {
  return contactAddress(database());
}

/** The address for requests to take something down. */
export function takedownContact(): Promise<string> {
  return takedownAddress(database());
}

/** The postal address of those who run the board, in lines; "" while no admin has set one. */
export async function postalAddress(): Promise<string> {
  return (await readSettings(database()))["contact.postal"];
}
