/** Why a use-case refused. `http/answers` maps each code to one status. */
export type DomainErrorCode =
  | "not-found" // 404: absent and forbidden look the same
  | "conflict" // 409: the state moved on in between
  | "invalid" // 422: the input breaks a rule that the form could not see
  | "too-many" // 429
  | "unavailable"; // 503: somebody else's service did not answer

/**
 * An expected refusal of a use-case. `message` is shown to the user; `field` says beside which field.
 */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = "DomainError";
  }
}
