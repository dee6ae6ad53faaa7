import { createHmac, timingSafeEqual } from "node:crypto";
import { MINUTE, now, SECOND } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { pauseAllOf } from "./change-alert.server.ts";
import { mailEventsSchema, type MailEvent } from "./mail-event.ts";

/** How far the moment of a signature may be from ours: what somebody caught on its way is of no use later. */
const TOLERANCE = 5 * MINUTE;

/** The signature of a body at a moment (whole seconds since 1970): the hex HMAC-SHA-256 of `<seconds>.<body>`. */
export function signMailEvents(secret: string, seconds: number, body: string): string {
  return createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
}

/** Whether `t=<seconds>,v1=<hex>` is the signature of the body, made a moment ago. Takes as long for a wrong one. */
function isSigned(secret: string, body: string, signature: string): boolean {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature.trim()) ?? [];
  if (seconds === undefined || hex === undefined) return false;
  if (Math.abs(now().getTime() - Number(seconds) * SECOND) > TOLERANCE) return false;
  const right = signMailEvents(secret, Number(seconds), body);
  return timingSafeEqual(Buffer.from(right, "hex"), Buffer.from(hex, "hex"));
}

/**
 * Takes in what a mail service tells: an address that takes no mail, or whose person marked one as spam, has its alerts
 * paused; a soft bounce is only counted. Each event counts once, however often it is told.
 * @returns `unsigned` for a signature that is missing, wrong or old, `unreadable` for a body that is not as documented: then
 * nothing is stored.
 */
export async function receiveMailEvents(
  db: Db,
  body: string,
  signature: string | null,
): Promise<"received" | "unsigned" | "unreadable"> {
  const secret = env().MAIL_WEBHOOK_SECRET;
  if (!secret || !signature || !isSigned(secret, body, signature)) return "unsigned";
  const parsed = mailEventsSchema.safeParse(parseJson(body));
  if (!parsed.success) return "unreadable";
  for (const event of parsed.data.events) await transact(db, (trx) => receive(trx, event));
  return "received";
}

async function receive(trx: Trx, { id, type, email }: MailEvent): Promise<void> {
  const known = await trx.selectFrom("mail_event").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  if (known) return;
  const paused = type === "soft-bounce" ? 0 : await pauseAllOf(trx, email, type);
  // Of two at once one fails at the key, runs again, and finds it.
  await trx.insertInto("mail_event").values({ id, type, paused, received_at: now() }).execute();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
