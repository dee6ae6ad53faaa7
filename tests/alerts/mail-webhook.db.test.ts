import { beforeEach, describe, expect, it } from "vitest";
import { createAlert } from "~/alerts/create-alert.server.ts";
import { signMailEvents } from "~/alerts/receive-mail-events.server.ts";
import { readAlertHealth } from "~/alerts/alert-health.server.ts";
import { listAlerts } from "~/alerts/show-alerts.server.ts";
import { MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AlertId } from "~/platform/ids.ts";
import { action } from "~/routes/machine/mail-webhook.ts";
import { anyJob } from "~/search/criteria.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { answerTo } from "#tests/support/ask-route.ts";
import { anAlert } from "#tests/routes/asks/of-alerts.ts";
import { anAddress, anEmail } from "./board.ts";

const SECRET = "mail-webhook-secret-of-tests";
process.env.MAIL_WEBHOOK_SECRET = SECRET;

const seconds = (ahead = 0) => Math.floor((now().getTime() + ahead) / 1_000);
function post(body: string, { secret = SECRET, at = seconds(), signature = "" } = {}) {
  const headers = { "Mail-Signature": signature || `t=${at},v1=${signMailEvents(secret, at, body)}` };
  return answerTo(action, new Request("http://localhost:3000/webhooks/mail", { method: "POST", body, headers }), {});
}
const events = (...told: { id?: string; type?: string; email: string }[]) =>
  JSON.stringify({ events: told.map((one) => ({ id: newId(), type: "bounce", ...one })) });
const stateOf = async (id: AlertId) =>
  (await database().selectFrom("alert").select(["state", "paused_why"]).where("id", "=", id).executeTakeFirst())?.state;
const kept = () => database().selectFrom("mail_event").selectAll().execute();

beforeEach(async () => {
  await database().deleteFrom("mail_event").execute();
  await database().deleteFrom("alert").execute();
});

describe("what the mail service tells", () => {
  it("pauses the alerts of an address that bounced or complained, a guest's and an account's, and no other", async () => {
    const email = anEmail();
    const guest = await anAlert({ email, confirmed: true });
    const other = await anAlert({ email: anEmail(), confirmed: true });
    const address = anEmail();
    const accountId = await anAccount({ email: address });
    const wanted = { criteria: anyJob(), frequency: "daily", zone: "America/New_York" } as const;
    await createAlert(database(), { accountId, clientAddress: anAddress() }, wanted);
    const told = events({ email: email.toUpperCase() }, { email: address, type: "complaint" });
    expect((await post(told)).status).toBe(200);
    expect([await stateOf(guest), await stateOf(other)]).toEqual(["paused", "active"]);
    expect(await listAlerts(database(), accountId)).toMatchObject([{ state: "paused", pausedWhy: "complaint" }]);
    expect(JSON.stringify(await kept())).not.toContain("@");
    const health = await readAlertHealth(database());
    expect(health.counts).toContainEqual({ state: "paused", why: "complaint", count: 1 });
    expect(health.events).toContainEqual({ type: "bounce", count: 1 });
  });

  it("counts each event once: told again it pauses nothing that its person let go on", async () => {
    const email = anEmail();
    const alert = await anAlert({ email, confirmed: true });
    const told = events({ id: "evt-1", email });
    await post(told);
    const goOn = { state: "active" as const, paused_why: null, paused_at: null };
    await database().updateTable("alert").set(goOn).where("id", "=", alert).execute();
    expect((await Promise.all([post(told), post(told)])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await stateOf(alert)).toBe("active");
    expect(await kept()).toHaveLength(1);
  });

  it("leaves alone what bounced for now only", async () => {
    const email = anEmail();
    const alert = await anAlert({ email, confirmed: true });
    await post(events({ email, type: "soft-bounce" }));
    expect(await stateOf(alert)).toBe("active");
  });

  it("is believed only with a signature of these bytes, made a moment ago", async () => {
    const email = anEmail();
    const alert = await anAlert({ email, confirmed: true });
    const body = events({ email });
    const right = signMailEvents(SECRET, seconds(), body);
    const bad = [
      post(body, { secret: "another-secret-of-somebody" }),
      post(body, { at: seconds(-6 * MINUTE) }),
      post(body, { at: seconds(6 * MINUTE) }),
      post(`${body} `, { signature: `t=${seconds()},v1=${right}` }),
      post(body, { signature: `t=${seconds(-1_000)},v1=${right}` }),
      post(body, { signature: right }),
      post(body, { signature: `t=${seconds()},v1=` }),
    ];
    for (const answer of bad) expect((await answer).status).toBe(400);
    expect(await stateOf(alert)).toBe("active");
    expect(await kept()).toEqual([]);
  });

  it("is refused as a whole where it is not as documented", async () => {
    for (const body of [
      "",
      "null",
      "{}",
      '{"events": []}',
      events({ email: "nobody" }),
      events({ email: "a@b.example", type: "open" }),
    ])
      expect((await post(body)).status, body).toBe(422);
    expect((await post(" ".repeat(300_000))).status).toBe(413);
    expect(await kept()).toEqual([]);
  });
});
