import type Stripe from "stripe";
import { z } from "zod";
import type { DisputeRow } from "../billing-rows.ts";
import { invalidParameter, invalidRequest, notFound } from "../errors.ts";
import type { Due, Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, listing, mergeMetadata, metadata, noParams, paramsOf, text, truth } from "../params.ts";
import { decideDispute, disputeEnd, isClosed, submitEvidence } from "../payments/disputes.ts";
import { route } from "../routing.ts";
import { emit } from "../webhook-events.ts";
import { evidenceTexts, serializeDispute } from "./dispute-objects.ts";

const evidenceText = emptyable(text(20_000)).optional();
type EvidenceText = (typeof evidenceTexts)[number];
const updateParams = paramsOf<Stripe.DisputeUpdateParams>()({
  evidence: z
    .strictObject(
      Object.fromEntries(evidenceTexts.map((name) => [name, evidenceText])) as Record<
        EvidenceText,
        typeof evidenceText
      >,
    )
    .optional(),
  metadata: metadata.optional(),
  submit: truth.optional(),
});
const listParams = paramsOf<Stripe.DisputeListParams>()({
  ...listing,
  charge: text(255).optional(),
  payment_intent: text(255).optional(),
});

/** Evidence of all fields together (https://docs.stripe.com/disputes/api). */
const maxEvidence = 150_000;

function getDispute(tx: Reader, id: string): DisputeRow {
  const row = tx.get("dispute", id);
  if (!row) throw notFound("dispute", id);
  return row;
}

function open(tx: Reader, id: string): DisputeRow {
  const row = getDispute(tx, id);
  if (isClosed(row) || row.decides) throw invalidRequest("This dispute is already closed");
  return row;
}

function update(moment: Moment, before: DisputeRow, params: z.output<typeof updateParams>) {
  const given = Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined);
  if (given.length > 0 || params.submit) open(moment.tx, before.id);
  const merged = Object.entries({ ...before.evidence, ...Object.fromEntries(given) });
  const evidence = Object.fromEntries(merged.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  if (Object.values(evidence).join("").length > maxEvidence)
    throw invalidParameter("The combined character count of all evidence is limited to 150,000.", {
      param: "evidence",
    });
  const row = moment.tx.put("dispute", {
    ...before,
    evidence,
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  // Evidence is handed in with the call that gives it, unless it is only to be kept.
  if ((params.submit ?? given.length > 0) && Object.keys(evidence).length > 0) return submitEvidence(moment, row);
  emit(moment, "charge.dispute.updated", serializeDispute(row), serializeDispute(before));
  return row;
}

/** The disputes that come to their end by then. */
export function disputeEnds(tx: Reader, by: number): Due[] {
  return tx.list("dispute").flatMap((row): Due[] => {
    const end = disputeEnd(row);
    if (!end || end.at > by) return [];
    const run = (moment: Moment) => {
      const now = getDispute(moment.tx, row.id);
      if (disputeEnd(now)?.at === end.at) decideDispute(moment, now, end.outcome);
    };
    return [{ at: end.at, run }];
  });
}

export const disputeRoutes = [
  route("GET", "/v1/disputes", listParams, ({ tx, params }) =>
    listPage("/v1/disputes", tx.list("dispute"), params, serializeDispute, (row) => {
      if (params.charge !== undefined && row.charge !== params.charge) return false;
      return params.payment_intent === undefined || row.paymentIntent === params.payment_intent;
    }),
  ),
  route("GET", "/v1/disputes/:id", noParams, ({ tx, id }) => serializeDispute(getDispute(tx, id))),
  route("POST", "/v1/disputes/:id", updateParams, (call) =>
    serializeDispute(update(call, getDispute(call.tx, call.id), call.params)),
  ),
  route("POST", "/v1/disputes/:id/close", noParams, (call) =>
    serializeDispute(decideDispute(call, open(call.tx, call.id), "lost")),
  ),
];
