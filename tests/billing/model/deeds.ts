import fc from "fast-check";
import type { Off } from "./promotions.ts";

/** One of two. */
type Which = 0 | 1;

const card = (card_number: string) => ({ card_number, card_expiry: "12/34", card_cvc: "123" });
const bank = (account_number: string) => ({ method: "us_bank_account", account_number });

/** What a form of Stripe's is filled in with: test cards and bank accounts, by what becomes of the money. */
export const money = {
  card: card("4242424242424242"),
  declined: card("4000000000000002"),
  /** Authorizes; the capture is refused. */
  refusing: card("4000000000004079"),
  /** Can be saved; each charge is refused. */
  "failing-later": card("4000000000000341"),
  bank: bank("000123456789"),
  "closed-bank": bank("000111111113"),
  /** A refund to it succeeds, and fails a day later; is on its way for a day. */
  "refund-fails": card("4000000000005126"),
  "refund-waits": card("4000000000007726"),
  /** Each charge is disputed, or inquired about, at once. */
  disputing: card("4000000000000259"),
  inquiring: card("4000000000001976"),
};
export type Money = keyof typeof money;

/** What one of the two clients, the moderator, the clock, Stripe or the network does. */
export type Deed =
  /** Submits a draft, sends a corrected job back, or renews an expired one. */
  | { do: "post"; client: Which; job: Which; by: "card" | "credit" | "plan"; seen: number }
  | { do: "pack" | "plan"; client: Which }
  | { do: "feature"; client: Which; job: Which }
  /** Gives a live job one more term. */
  | { do: "extend"; client: Which; job: Which; by: "card" | "credit" | "plan"; seen: number }
  /** Fills in the Stripe page that stands in the client's tab; in one of two states Stripe adds a tax, a code takes some off. */
  | { do: "pay"; client: Which; from: Money; taxed: boolean; off?: Off }
  /** Comes back from that page to the board; or only a webhook or staff look at the order. */
  | { do: "return" | "sync"; client: Which }
  /** In Stripe's portal: ends the plan with its period, takes that back, changes the card. */
  | { do: "portal"; client: Which; act: "cancel" | "resume" | "card" | "failing-card" }
  /** Pays the refused renewal that the billing page leads to. */
  | { do: "pay-renewal"; client: Which }
  | { do: "decide"; job: Which; decision: "approve" | "reject" | "request_changes" }
  | { do: "withdraw" | "close"; client: Which; job: Which }
  /** An admin gives a part, or all that is left, of the client's order back. */
  | { do: "refund"; client: Which; part: Part; endsJob: boolean }
  /** The same in Stripe's Dashboard, of the employer's last or last but one payment, whether or not the board knows it. */
  | { do: "dashboard-refund"; payment: Which; part: Part }
  /** Somebody lets an authorization go there, charges it before a moderator decides, or ends the plan. */
  | { do: "dashboard-cancel" | "dashboard-capture"; client: Which }
  | { do: "dashboard-end-plan" }
  /** The bank makes up its mind about the payment's last refund. */
  | { do: "turn-refund"; payment: Which; outcome: "succeeded" | "failed" }
  /** The cardholder disputes the payment, or only asks about it; the bank decides. */
  | { do: "dispute"; payment: Which; inquiry: boolean }
  | { do: "decide-dispute"; payment: Which; outcome: "won" | "lost" }
  /** An event of another account that names the client's order, signed as said; it is only believed to be a hint. */
  | { do: "forge-event"; client: Which; seal: "good" | "old" | "wrong" }
  /** A stranger pays for something that names the client's order. */
  | { do: "forge-purchase"; client: Which; what: "payment" | "subscription" }
  | { do: "hear" | "deafen" | "work" | "reconcile" | "forget-keys" }
  /** Stripe signs with another secret, at once or with an overlap. */
  | { do: "rotate"; overlap: boolean }
  | { do: "wait"; days: number }
  | { do: "api-fault"; fault: string; method: string; times: number }
  | { do: "event-fault"; fault: string; times: number };

type Part = 0.1 | 0.4 | 1;

/** A deed; two at the same moment; or one by a process that is killed before its step `killed`. */
export type Step = Deed | { both: [Deed, Deed] } | { killed: number; deed: Deed };

/** How a sequence begins: with drafts, or with a job that was live for a credit, and still is or has expired. */
export type Beginning = "drafts" | "live" | "expired";

const PRICE = 19_900;
const which = fc.constantFrom<Which>(0, 1);
const off = fc.constantFrom<(Off | undefined)[]>(undefined, undefined, undefined, 30, 100);
const part = fc.constantFrom<Part>(0.1, 0.4, 1);
const is = <const Value>(value: Value) => fc.constant(value);
const weighed = <Value>(...choices: [weight: number, arbitrary: fc.Arbitrary<Value>][]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const alone = (deeds: fc.Arbitrary<Deed>): fc.Arbitrary<Step[]> => deeds.map((deed) => [deed]);

/** Deeds that a person or a process waits for; they may come at once, and the process may be killed. */
const done: fc.Arbitrary<Deed> = weighed<Deed>(
  [
    5,
    fc.record({
      do: is("post"),
      client: which,
      job: which,
      by: fc.constantFrom("card", "card", "credit", "plan"),
      seen: fc.constantFrom(PRICE, PRICE, PRICE, 100),
    }),
  ],
  [2, fc.record({ do: fc.constantFrom("pack", "plan"), client: which })],
  [3, fc.record({ do: is("feature"), client: which, job: which })],
  [
    3,
    fc.record({
      do: is("extend"),
      client: which,
      job: which,
      by: fc.constantFrom("card", "credit", "credit", "plan"),
      seen: fc.constantFrom(PRICE, PRICE, PRICE, 100),
    }),
  ],
  [4, fc.record({ do: fc.constantFrom("return", "return", "sync"), client: which })],
  [
    5,
    fc.record({
      do: is("decide"),
      job: which,
      decision: fc.constantFrom("approve", "approve", "approve", "reject", "request_changes"),
    }),
  ],
  [1, fc.record({ do: fc.constantFrom("withdraw", "close"), client: which, job: which })],
  [2, fc.record({ do: is("refund"), client: which, part, endsJob: fc.boolean() })],
  [
    1,
    fc.record({
      do: is("portal"),
      client: which,
      act: fc.constantFrom("cancel", "resume", "card", "failing-card"),
    }),
  ],
  [2, fc.record({ do: fc.constantFrom("work", "hear") })],
);

const pay: fc.Arbitrary<Deed> = fc.record({
  do: is("pay"),
  client: which,
  from: weighed<Money>(
    [4, is("card")],
    [4, fc.constantFrom("declined", "refusing", "bank", "closed-bank")],
    [2, fc.constantFrom("refund-fails", "refund-waits", "disputing", "inquiring")],
  ),
  taxed: fc.boolean(),
  off,
});

/** What staff do in Stripe's Dashboard, banks decide, and forgers try. */
const outside: fc.Arbitrary<Deed> = weighed<Deed>(
  [1, fc.record({ do: fc.constantFrom("dashboard-cancel", "dashboard-capture", "pay-renewal"), client: which })],
  [1, is({ do: "dashboard-end-plan" })],
  [1, fc.record({ do: is("dashboard-refund"), payment: which, part })],
  [1, fc.record({ do: is("turn-refund"), payment: which, outcome: fc.constantFrom("succeeded", "failed") })],
  [1, fc.record({ do: is("dispute"), payment: which, inquiry: fc.boolean() })],
  [1, fc.record({ do: is("decide-dispute"), payment: which, outcome: fc.constantFrom("won", "lost") })],
  [2, fc.record({ do: is("forge-event"), client: which, seal: fc.constantFrom("good", "good", "old", "wrong") })],
  [1, fc.record({ do: is("forge-purchase"), client: which, what: fc.constantFrom("payment", "subscription") })],
);

/** Time, and what breaks on the way. */
const around: fc.Arbitrary<Deed> = weighed<Deed>(
  [3, fc.record({ do: is("wait"), days: fc.constantFrom(1, 5, 8, 31) })],
  [2, fc.record({ do: fc.constantFrom("deafen", "reconcile", "forget-keys") })],
  [1, fc.record({ do: is("rotate"), overlap: fc.boolean() })],
  [
    3,
    fc.record({
      do: is("api-fault"),
      fault: fc.constantFrom(
        "request_lost",
        "response_lost",
        "conflict",
        "rate_limit",
        "server_error",
        "server_error_saved",
        "server_error_after",
        "slow",
        "late_answer",
      ),
      method: fc.constantFrom("GET", "POST", "*"),
      times: fc.integer({ min: 1, max: 5 }),
    }),
  ],
  [
    2,
    fc.record({
      do: is("event-fault"),
      fault: fc.constantFrom("duplicate", "twin", "drop", "reorder", "wrong_secret", "wrong_version"),
      times: fc.integer({ min: 1, max: 9 }),
    }),
  ],
);

/** What one client mostly does: goes to pay, pays, comes back; a moderator approves, or somebody charged before. */
const errands: fc.Arbitrary<Step[]> = fc
  .record({
    client: which,
    job: which,
    what: fc.constantFrom<"post" | "feature" | "extend" | "pack">("post", "post", "feature", "extend", "pack"),
    from: fc.constantFrom<Money>("card", "card", "card", "refusing", "bank", "closed-bank"),
    taxed: fc.boolean(),
    off,
    charged: fc.constantFrom(false, false, false, true),
    look: fc.constantFrom("return", "return", "sync"),
    decision: fc.constantFrom("approve", "approve", "reject"),
    most: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ client, job, what, from, taxed, off, charged, look, decision, most }) =>
    [
      what === "post" || what === "extend"
        ? ({ do: what, client, job, by: "card", seen: PRICE } as const)
        : ({ do: what, client, job } as const),
      { do: "pay", client, from, taxed, off } as const,
      charged ? ({ do: "dashboard-capture", client } as const) : ({ do: look, client } as const),
      {
        post: { do: "decide", job, decision } as const,
        feature: { do: "close", client, job } as const,
        extend: { do: "close", client, job } as const,
        pack: { do: "refund", client, part: 1, endsJob: false } as const,
      }[what],
    ].slice(0, most),
  );

/** Both clients want the same thing at the same moment, and both pay for it. */
const rush: fc.Arbitrary<Step[]> = fc
  .record({
    job: which,
    what: fc.constantFrom("post", "feature", "extend", "plan"),
    look: fc.constantFrom("return", "sync"),
  })
  .map(({ job, what, look }) => {
    const twice = (deed: (client: Which) => Deed): Step => ({ both: [deed(0), deed(1)] });
    return [
      twice((client) => {
        if (what === "post" || what === "extend") return { do: what, client, job, by: "card", seen: PRICE };
        return what === "plan" ? { do: what, client } : { do: what, client, job };
      }),
      twice((client) => ({ do: "pay", client, from: "card", taxed: false })),
      twice((client) => ({ do: look, client })),
    ];
  });

/** A pack or a plan is paid and maybe used; then the money goes back, or is disputed, and that is decided. */
const reversals: fc.Arbitrary<Step[]> = fc
  .record({
    client: which,
    job: which,
    what: fc.constantFrom("pack", "pack", "plan"),
    from: fc.constantFrom<Money>("card", "card", "refund-fails", "refund-waits", "disputing", "inquiring"),
    /** Whether the board knows of the payment before the money goes back. */
    look: fc.array(fc.record({ do: fc.constantFrom("return", "sync"), client: which }), { maxLength: 1 }),
    used: fc.array(fc.constantFrom("approve" as const, "reject" as const), { maxLength: 1 }),
    back: fc.oneof(
      fc.record({ do: is("refund"), client: which, part, endsJob: is(false) }),
      fc.record({ do: is("dashboard-refund"), payment: is(0), part }),
      fc.record({ do: is("dispute"), payment: is(0), inquiry: fc.boolean() }),
    ),
    end: fc.oneof(
      fc.record({ do: is("turn-refund"), payment: is(0), outcome: fc.constantFrom("succeeded", "failed") }),
      fc.record({ do: is("decide-dispute"), payment: is(0), outcome: fc.constantFrom("won", "lost") }),
      fc.record({ do: is("wait"), days: fc.constantFrom(1, 8, 31) }),
    ),
    most: fc.integer({ min: 3, max: 7 }),
  })
  .map(({ client, job, what, from, look, used, back, end, most }) => {
    const steps: Step[] = [{ do: what, client }, { do: "pay", client, from, taxed: false }, ...look];
    const by = what === "plan" ? what : "credit";
    for (const decision of used)
      steps.push({ do: "post", client, job, by, seen: PRICE }, { do: "decide", job, decision });
    return [...steps.slice(0, most), back, end];
  });

/** A plan is bought, posts, and comes to one of its ends or renews; what is submitted then finds out. */
const months: fc.Arbitrary<Step[]> = fc
  .record({
    client: which,
    job: which,
    off,
    acts: fc.array(
      weighed<Deed>(
        [3, fc.record({ do: is("portal"), client: which, act: fc.constantFrom("cancel", "resume") })],
        [3, fc.record({ do: is("portal"), client: which, act: fc.constantFrom("failing-card", "card") })],
        [4, fc.record({ do: is("wait"), days: fc.constantFrom(5, 31, 31) })],
        [1, fc.record({ do: is("pay-renewal"), client: which })],
        [2, fc.record({ do: fc.constantFrom("hear", "work", "reconcile") })],
      ),
      { maxLength: 4, size: "max" },
    ),
    most: fc.integer({ min: 3, max: 9 }),
  })
  .map(({ client, job, off, acts, most }) =>
    [
      { do: "plan", client } as const,
      { do: "pay", client, from: "card", taxed: false, off } as const,
      { do: "return", client } as const,
      ...acts,
      { do: "post", client, job, by: "plan", seen: PRICE } as const,
      { do: "decide", job, decision: "approve" } as const,
    ].slice(0, most),
  );

/** A sequence of steps, most of which lead somewhere. */
export const sequences = fc.record({
  beginning: fc.constantFrom<Beginning>("drafts", "drafts", "live", "live", "expired"),
  /** Whether Stripe's webhooks are sent at all. */
  hears: fc.constantFrom(true, false, false, false),
  steps: fc
    .array(
      weighed<Step[]>(
        [4, errands],
        [2, rush],
        [3, reversals],
        [2, months],
        [4, alone(done)],
        [3, alone(pay)],
        [2, alone(outside)],
        [4, alone(around)],
        [2, fc.tuple(fc.oneof(done, pay), fc.oneof(done, pay)).map((both): Step[] => [{ both }])],
        [2, fc.record({ killed: fc.nat({ max: 45 }), deed: done }).map((step): Step[] => [step])],
      ),
      { minLength: 1, maxLength: 3, size: "max" },
    )
    .map((parts) => parts.flat()),
});
