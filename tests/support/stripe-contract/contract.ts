/** A JSON Schema (draft 7) with one keyword of our own: `definition`, the names of the objects that may stand here. */
export type Schema = { [keyword: string]: unknown; definition?: string[] };

/** One method of the SDK, as the request that it makes. */
export interface ContractRoute {
  method: "GET" | "POST" | "DELETE";
  /** The path with `{}` where an id stands, for instance `/v1/refunds/{}/cancel`. */
  path: string;
  /** What it takes, form-encoded; without parameters the empty object. */
  params: Schema;
  /** The object that it answers with. */
  answer: Schema;
}

/** All that the SDK declares of API v1, as schemas. */
export interface Contract {
  sdkVersion: string;
  routes: ContractRoute[];
  /** A webhook event's whole body, by its type. */
  events: Record<string, Schema>;
  /** The inside of `{error: …}`. */
  error: Schema;
  /** What the schemas' `definition` keywords name. */
  definitions: Record<string, Schema>;
}
