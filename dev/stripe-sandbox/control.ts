import { z } from "zod";
import { nowOf, secondsAhead } from "./clock.ts";
import { addFault, clearFaults, faultSchema, listFaults } from "./faults.ts";
import { cut } from "./paging.ts";
import { decideDispute, isClosed, openDispute } from "./payments/disputes.ts";
import { turnRefund } from "./payments/refunds.ts";
import type { Moment } from "./moment.ts";
import { tables, type Rows, type Table } from "./rows.ts";
import { settle } from "./settlement.ts";
import { changeSettings, settingsOf, settingsSchema } from "./settings.ts";
import type { Store } from "./store.ts";
import { advanceClock, sweep } from "./sweep.ts";
import { endpointId, rotateSecret, setEndpoint } from "./webhook-endpoint.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** An answer of the control API; `undefined` is a 404. */
export type ControlAnswer = { status: number; json: object } | undefined;

const advanceSchema = z.object({
  seconds: z.coerce
    .number()
    .int()
    .min(1)
    .max(400 * 24 * 3_600),
});
const endpointSchema = z.object({ url: z.url().max(2_000), secret: z.string().min(1).max(200) });
const rotateSchema = z.strictObject({
  secret: z.string().min(1).max(200),
  overlapSeconds: z.coerce.number().min(0).max(86_400).default(0),
});
const settleSchema = z.strictObject({ outcome: z.enum(["succeeded", "failed"]) });
const decideSchema = z.strictObject({ outcome: z.enum(["won", "lost"]) });
const disputeSchema = z.strictObject({
  payment_intent: z.string().max(255),
  reason: z
    .enum(["fraudulent", "general", "product_not_received", "duplicate", "subscription_canceled", "unrecognized"])
    .default("fraudulent"),
  inquiry: z.stringbool().or(z.boolean()).default(false),
});
const tableSchema = z.enum(tables);

/** The control API under /_sandbox: what Stripe has not, for tests and for the control page. Callers are loopback only. */
export class Control {
  constructor(
    private readonly store: Store,
    private readonly sender: WebhookSender,
  ) {}

  /** Answers one request. `body` is the parsed JSON or form. @throws z.ZodError for a body that does not fit. */
  async answer(method: string, url: URL, body: unknown): Promise<ControlAnswer> {
    const what = `${method} ${url.pathname.replace(/^\/_sandbox/, "")}`;
    switch (what) {
      case "GET /healthz":
        return ok({ status: "ok" });
      case "GET /state":
        return this.state(url.searchParams);
      case "POST /clock/advance":
        return ok({ now: advanceClock(this.store, advanceSchema.parse(body).seconds) });
      case "POST /reset":
        this.reset();
        return ok({ reset: true });
      case "GET /faults":
        return ok({ faults: this.store.read(listFaults) });
      case "POST /faults": {
        const fault = faultSchema.parse(body);
        return ok(this.store.transaction((tx) => addFault({ tx, now: nowOf(tx), request: null }, fault)));
      }
      case "POST /faults/clear":
      case "DELETE /faults":
        this.store.transaction(clearFaults);
        return ok({ faults: [] });
      case "POST /webhook": {
        const { url, secret } = endpointSchema.parse(body);
        this.store.transaction((tx) => setEndpoint(tx, url, secret));
        return ok({ url });
      }
      case "POST /webhook/rotate": {
        const { secret, overlapSeconds } = rotateSchema.parse(body);
        const rotated = this.store.transaction((tx) => rotateSecret(tx, secret, overlapSeconds));
        return rotated ? ok({ overlapSeconds }) : undefined;
      }
      case "GET /settings":
        return ok(this.store.read(settingsOf));
      case "POST /settings": {
        const given = settingsSchema.parse(body);
        return ok(this.act((moment) => changeSettings(moment, given)));
      }
      case "POST /idempotency/prune":
        return ok({ forgotten: this.act(forgetKeys) });
      case "POST /disputes":
        return this.dispute(disputeSchema.parse(body));
      case "POST /deliveries/flush":
        sweep(this.store);
        return ok({ pending: await this.sender.flush() });
      default:
        return this.onObject(what, body);
    }
  }

  /** What is done to one object: what the bank, the customer or the Dashboard would do. */
  private onObject(what: string, body: unknown): ControlAnswer {
    const [, table, id = "", deed] = /^POST \/(\w+)\/(\w+)\/(\w+)$/.exec(what) ?? [];
    switch (`${table} ${deed}`) {
      case "events resend":
        return this.resend(id);
      case "payment_intents settle": {
        const { outcome } = settleSchema.parse(body);
        return this.done("payment_intent", id, (moment, row) => {
          if (row.status === "processing") settle(moment, row, outcome);
        });
      }
      case "refunds settle": {
        const { outcome } = settleSchema.parse(body);
        return this.done("refund", id, (moment, row) => {
          if (row.status === "pending" || row.status === "succeeded") turnRefund(moment, row, outcome);
        });
      }
      case "disputes decide": {
        const { outcome } = decideSchema.parse(body);
        return this.done("dispute", id, (moment, row) => {
          if (!isClosed(row)) decideDispute(moment, row, outcome);
        });
      }
      default:
        return undefined;
    }
  }

  /** Does something to one row and shows it as it is then; a row that is not there is a 404. */
  private done<T extends Table>(table: T, id: string, work: (moment: Moment, row: Rows[T]) => void): ControlAnswer {
    return this.act((moment) => {
      const row = moment.tx.get(table, id);
      if (!row) return undefined;
      work(moment, row);
      return ok(withoutSecrets(moment.tx.get(table, id) ?? row));
    });
  }

  private act<R>(work: (moment: Moment) => R): R {
    sweep(this.store);
    return this.store.transaction((tx) => work({ tx, now: nowOf(tx), request: null }));
  }

  /** A cardholder disputes a charge that was captured. */
  private dispute({ payment_intent, reason, inquiry }: z.output<typeof disputeSchema>): ControlAnswer {
    return this.act((moment) => {
      const charge = moment.tx
        .list("charge")
        .findLast((row) => row.paymentIntent === payment_intent && row.status === "succeeded" && row.captured);
      return charge && ok(openDispute(moment, charge, { reason, inquiry }));
    });
  }

  /** Sends an event again, as the Dashboard's button does. */
  private resend(id: string): ControlAnswer {
    const delivery = this.store.read((tx) =>
      tx.list("delivery").find((row) => row.event === id && row.endpoint === endpointId),
    );
    if (!delivery) return undefined;
    this.store.transaction((tx) => tx.put("delivery", { ...delivery, state: "pending", nextAttemptAt: Date.now() }));
    return ok({ event: id });
  }

  /** Counts of everything, or with `table` its newest rows. */
  private state(query: URLSearchParams): ControlAnswer {
    const table = query.get("table");
    return this.store.read((tx) => {
      const clock = { now: nowOf(tx), ahead: secondsAhead(tx) };
      if (table === null)
        return ok({ ...clock, rows: Object.fromEntries(tables.map((name) => [name, tx.list(name).length])) });
      const rows = tx.list(tableSchema.parse(table)).map(withoutSecrets).reverse();
      const starting_after = query.get("starting_after") ?? undefined;
      return ok({ ...clock, ...cut("/_sandbox/state", rows, { limit: 100, starting_after }, (row) => row) });
    });
  }

  /** Forgets everything but the webhook endpoint. */
  private reset() {
    this.store.transaction((tx) => {
      for (const table of tables) if (table !== "endpoint") for (const { id } of tx.list(table)) tx.delete(table, id);
    });
  }
}

/** Forgets every idempotency key, as Stripe does a day after its first use. Returns how many there were. */
function forgetKeys({ tx }: Moment): number {
  const keys = tx.list("idempotency");
  for (const { id } of keys) tx.delete("idempotency", id);
  return keys.length;
}

const ok = (json: object) => ({ status: 200, json });

/** Rows as the control API shows them: without webhook secrets and stored answers. */
function withoutSecrets(row: { id: string }) {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => !["secret", "clientSecret", "body"].includes(name)),
  ) as { id: string };
}
