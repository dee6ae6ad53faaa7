import type { z } from "zod";
import type { FormGroup } from "./form.ts";
import type { Moment } from "./moment.ts";
import { readParams } from "./params.ts";

/** What a handler gets: its moment, its typed parameters and the id in its path. */
export interface Call<P> extends Moment {
  params: P;
  /** The `:id` of the path. */
  id: string;
  /** Scheme, host and port by which the sandbox was reached, for the pages it links to. */
  origin: string;
}

export interface Route {
  method: "GET" | "POST" | "DELETE";
  /** For instance `/v1/customers/:id`. */
  path: string;
  pattern: RegExp;
  /** Reads the parameters and does the work. The answer is an object, or a StripeApiError whose effects stay. */
  run(raw: FormGroup, call: Omit<Call<never>, "params">): { answer: object; expand: readonly string[] };
}

/** Declares one call of the API. */
export function route<S extends z.ZodType<{ expand?: string[] }>>(
  method: Route["method"],
  path: string,
  schema: S,
  handle: (call: Call<z.output<S>>) => object,
): Route {
  return {
    method,
    path,
    pattern: new RegExp(`^${path.replace(":id", "([^/]+)")}$`),
    run: (raw, call) => {
      const params = readParams(schema, raw);
      return { answer: handle({ ...call, params }), expand: params.expand ?? [] };
    },
  };
}
