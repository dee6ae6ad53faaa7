import Stripe from "stripe";
import { serializeEvent } from "./resources/events.ts";
import type { DeliveryRow, EndpointRow } from "./rows.ts";
import type { Store } from "./store.ts";
import { tellOfEvent } from "./wire.ts";

const stripe = new Stripe("sk_test_sandbox");
const parallel = 4;
const answerWithinMs = 10_000;
const longestPauseMs = 60_000;
/** Stripe gives up after three days (https://docs.stripe.com/webhooks#retries). */
const giveUpAfterAttempts = 72 * 60;

/**
 * Sends what is due, signed as the SDK verifies it, and again with a growing pause (1 s doubled up to a minute) until
 * the endpoint answers 2xx. What is still to be sent is in the store, so a restart goes on where it stopped.
 */
export class WebhookSender {
  private readonly inFlight = new Map<string, Promise<void>>();
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: Store) {}

  /** Looks for due deliveries now; called after every commit. */
  wake() {
    if (this.stop.signal.aborted) return;
    clearTimeout(this.timer);
    for (const delivery of this.pending()) {
      if (this.inFlight.has(delivery.id)) continue;
      if (this.inFlight.size >= parallel || delivery.nextAttemptAt > Date.now()) break;
      void this.start(delivery);
    }
    const next = this.pending().find((delivery) => !this.inFlight.has(delivery.id));
    if (next && this.inFlight.size < parallel) {
      this.timer = setTimeout(() => this.wake(), Math.max(0, next.nextAttemptAt - Date.now())).unref();
    }
  }

  /**
   * Attempts every pending delivery once, one after the other and without waiting for its time (held ones last), and
   * resolves when that is done: a test's way to wait for nothing but the facts. Returns how many remain undelivered.
   */
  async flush() {
    await Promise.all(this.inFlight.values());
    const deliveries = this.pending().sort((a, b) => Number(a.heldBack) - Number(b.heldBack));
    for (const { id } of deliveries) {
      const delivery = this.store.read((tx) => tx.get("delivery", id));
      // One that came may have released it, and it is under way by itself.
      if (delivery?.state === "pending") await (this.inFlight.get(id) ?? this.start(delivery));
    }
    await Promise.all(this.inFlight.values());
    return this.pending().length;
  }

  /** Stops; attempts under way are cut and will be made again after a restart. */
  async close() {
    this.stop.abort();
    clearTimeout(this.timer);
    await Promise.all(this.inFlight.values());
  }

  /** What is not delivered yet, the earliest due first; some of it may be under way. */
  private pending() {
    return this.store
      .read((tx) => tx.list("delivery"))
      .filter((delivery) => delivery.state === "pending")
      .sort((a, b) => a.nextAttemptAt - b.nextAttemptAt);
  }

  private start(delivery: DeliveryRow) {
    const attempt = this.attempt(delivery).finally(() => {
      this.inFlight.delete(delivery.id);
      this.wake();
    });
    this.inFlight.set(delivery.id, attempt);
    return attempt;
  }

  private async attempt(delivery: DeliveryRow) {
    const { event, endpoint } = this.store.read((tx) => ({
      event: tx.get("event", delivery.event),
      endpoint: tx.get("endpoint", delivery.endpoint),
    }));
    if (!event || !endpoint) return this.settle(delivery, { state: "failed", lastAnswer: "no such event or endpoint" });
    const payload = JSON.stringify(
      this.store.read((tx) => serializeEvent(tx, event)),
      null,
      2,
    );
    tellOfEvent(payload);
    const signature = signatureOf(payload, delivery, endpoint);
    let answer: string;
    try {
      const response = await fetch(endpoint.url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "Stripe-Signature": signature,
        },
        body: payload,
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await response.body?.cancel();
      if (response.ok) return this.settle(delivery, { state: "delivered", lastAnswer: String(response.status) });
      answer = String(response.status);
    } catch (error) {
      if (this.stop.signal.aborted) return;
      answer = error instanceof Error ? error.name : "no answer";
    }
    const attempts = delivery.attempts + 1;
    this.settle(delivery, {
      state: attempts >= giveUpAfterAttempts ? "failed" : "pending",
      lastAnswer: answer,
      nextAttemptAt: Date.now() + Math.min(1_000 * 2 ** Math.min(delivery.attempts, 10), longestPauseMs),
    });
  }

  private settle(delivery: DeliveryRow, change: Partial<DeliveryRow>) {
    if (this.stop.signal.aborted) return;
    this.store.transaction((tx) => {
      // A reset may have taken it away meanwhile.
      if (!tx.get("delivery", delivery.id)) return;
      const attempts = delivery.attempts + 1;
      tx.put("delivery", {
        ...delivery,
        attempts,
        wrongSecretTimes: Math.max(0, delivery.wrongSecretTimes - 1),
        ...change,
      });
      if (change.state !== "delivered" || delivery.heldBack) return;
      for (const held of tx.list("delivery")) {
        if (held.heldBack && held.state === "pending" && held.event !== delivery.event) {
          tx.put("delivery", { ...held, heldBack: false, nextAttemptAt: Date.now() });
        }
      }
    });
  }
}

/**
 * The signature's time is real time: the receiver compares it with its own clock. For a while after a rotation Stripe
 * signs with both secrets (https://docs.stripe.com/webhooks#roll-endpoint-secrets).
 */
function signatureOf(payload: string, { wrongSecretTimes, oldSecret }: DeliveryRow, endpoint: EndpointRow): string {
  const sign = (secret: string) => stripe.webhooks.generateTestHeaderString({ payload, secret });
  const { secret, previousSecret } = endpoint;
  if (wrongSecretTimes > 0)
    return sign((oldSecret && previousSecret?.secret) || "whsec_not_the_secret_of_this_endpoint");
  if (!previousSecret || previousSecret.until <= Date.now()) return sign(secret);
  const timestamp = Math.floor(Date.now() / 1_000);
  const [now, before] = [secret, previousSecret.secret].map((one) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret: one, timestamp }),
  );
  return `${now},${before?.slice(before.indexOf("v1="))}`;
}
