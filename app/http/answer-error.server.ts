import { data } from "@remix-run/node";
import { DomainError, type DomainErrorCode } from "~/platform/domain-error.ts";

const statuses: Record<DomainErrorCode, number> = {
  "not-found": 404,
  conflict: 409,
  invalid: 422,
  "too-many": 429,
  unavailable: 503,
};

/** The HTTP status of a refusal. */
export function statusOf(error: DomainError): number {
  return statuses[error.code];
}

/** The 404 of what does not exist and of what the visitor may not see. */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: "Not Found" });
}

/**
 * Runs a use-case; an expected refusal becomes what `refuse` makes of it, with its status, so that the page shows it and
 * keeps what was typed. A `not-found` is thrown as the 404 page; anything unexpected is thrown on.
 */
export async function answering<Done, Refused>(
  work: () => Promise<Done>,
  refuse: (error: DomainError) => Refused,
): Promise<Done | ReturnType<typeof data<Refused>>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not-found") throw notFound();
    return data(refuse(error), { status: statusOf(error) });
  }
}
