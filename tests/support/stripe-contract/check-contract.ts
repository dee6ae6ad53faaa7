import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { ApiExchange } from "../../../dev/stripe-sandbox/wire.ts";
import type { Contract, ContractRoute, Schema } from "./contract.ts";

/** Compares what goes over the wire with the contract, and says of each deviation where it is and what stands there. */
export class ContractChecker {
  private readonly ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  private readonly compiled = new Map<Schema, ValidateFunction>();
  private readonly routes: { route: ContractRoute; pattern: RegExp }[];

  constructor(private readonly contract: Contract) {
    const holes = ({ path }: ContractRoute) => path.split("{}").length;
    // `/v1/products/search` goes before `/v1/products/{}`.
    this.routes = [...contract.routes]
      .sort((a, b) => holes(a) - holes(b))
      .map((route) => ({ route, pattern: patternOf(route.path) }));
    this.addDefinitionKeyword();
  }

  /** The deviations of a request and its answer. */
  exchange({ method, url, body, status, answer }: ApiExchange): string[] {
    const { pathname, search } = new URL(url, "http://localhost");
    const { route } = this.routes.find((one) => one.route.method === method && one.pattern.test(pathname)) ?? {};
    if (!route) return [`${method} ${pathname}: the SDK knows no such route`];
    const name = `${method} ${route.path}`;
    const form = decodeForm(method === "POST" ? body : search.slice(1));
    return [
      ...this.check(route.params, form).map((text) => `${name} request: ${text}`),
      ...this.answer(route, status, answer).map((text) => `${name} answer ${status}: ${text}`),
    ];
  }

  /** The deviations of a webhook's body. */
  event(body: string): string[] {
    const event = parse(body);
    const type = isRecord(event) ? String(event.type) : "";
    const schema = Object.hasOwn(this.contract.events, type) ? this.contract.events[type] : undefined;
    if (!schema) return [`event ${type}: the SDK knows no such type`];
    return this.check(schema, event).map((text) => `event ${type}: ${text}`);
  }

  private answer(route: ContractRoute, status: number, text: string): string[] {
    const json = parse(text);
    if (status === 200) return this.check(route.answer, json);
    if (status < 400) return ["Stripe answers with 200 or an error"];
    if (isRecord(json) && isRecord(json.error) && String(json.error.message).startsWith("Unrecognized request URL")) {
      return ["the sandbox does not serve it"];
    }
    return this.check(this.errorBody, json);
  }

  private get errorBody(): Schema {
    return (this.errorSchema ??= {
      type: "object",
      properties: { error: this.contract.error },
      required: ["error"],
      additionalProperties: false,
    });
  }
  private errorSchema: Schema | undefined;

  /** What deviates in a value, each as `path: what is wrong`. */
  check(schema: Schema, value: unknown): string[] {
    return [...new Set(this.errors(schema, value).map((error) => describe(error, value)))];
  }

  private errors(schema: Schema, value: unknown): ErrorObject[] {
    const validate = this.compiled.get(schema) ?? this.ajv.compile(schema);
    this.compiled.set(schema, validate);
    if (validate(value)) return [];
    const errors = validate.errors ?? [];
    const mistyped = new Set(errors.filter(({ keyword }) => keyword === "type").map((error) => error.instancePath));
    // Of a choice, only what its branches say is of use; and what is of no right type need not be a right word too.
    return errors.filter(
      ({ keyword, instancePath }) =>
        keyword !== "if" && keyword !== "anyOf" && !(keyword === "enum" && mistyped.has(instancePath)),
    );
  }

  /** Definitions are compiled when the first value of theirs is met: the whole contract would take many seconds. */
  private addDefinitionKeyword() {
    const validate: ValidateDefinition = (names, value, _schema, at) => {
      const errors = this.errorsOfOneOf(names, value);
      validate.errors = errors.map((error) => ({
        ...error,
        instancePath: `${at?.instancePath ?? ""}${error.instancePath}`,
      }));
      return errors.length === 0;
    };
    this.ajv.addKeyword({ keyword: "definition", type: "object", schemaType: "array", errors: "full", validate });
  }

  /** The errors by the definition that is meant: of those whose constants fit, the one with the fewest. */
  private errorsOfOneOf(names: string[], value: Record<string, unknown>): ErrorObject[] {
    const schemas = names.map((name) => {
      const schema = this.contract.definitions[name];
      if (!schema) throw new Error(`The contract has no definition ${name}`);
      return schema;
    });
    const meant = schemas.filter((schema) => constantsFit(schema, value));
    let fewest: ErrorObject[] | undefined;
    for (const schema of meant.length > 0 ? meant : schemas.slice(0, 1)) {
      const errors = this.errors(schema, value);
      if (!fewest || errors.length < fewest.length) fewest = errors;
      if (fewest.length === 0) break;
    }
    return fewest ?? [];
  }
}

type ValidateDefinition = {
  (names: string[], value: Record<string, unknown>, schema?: unknown, at?: { instancePath: string }): boolean;
  errors?: ErrorObject[];
};

/** Whether the properties that tell objects apart (`object`, `type`, `deleted`) have a value that the schema allows. */
function constantsFit({ properties }: Schema, value: Record<string, unknown>): boolean {
  if (!isRecord(properties)) return true;
  return ["object", "type", "deleted"].every((name) => {
    const own = properties[name];
    const allowed = isRecord(own) && Array.isArray(own.enum) ? own.enum : undefined;
    return allowed ? allowed.includes(value[name]) : isRecord(own) || !(name in value);
  });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.\\]/g, "\\$&").replaceAll("{}", "[^/]+")}$`);
}

function describe({ keyword, instancePath, params }: ErrorObject, root: unknown): string {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const data = path.reduce<unknown>((value, part) => Object(value)[part], root);
  const at = (...more: string[]) =>
    [...path, ...more]
      .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
      .join("")
      .replace(/^\./, "") || "the whole";
  if (keyword === "additionalProperties") {
    const name = String(params.additionalProperty);
    return `${at(name)}: unknown field, is ${show(isRecord(data) ? data[name] : undefined)}`;
  }
  if (keyword === "required") return `${at(String(params.missingProperty))}: is missing`;
  if (keyword === "enum") return `${at()}: ${show(data)} is none of ${params.allowedValues.map(show).join(", ")}`;
  if (keyword === "type") return `${at()}: ${show(data)} is not of type ${[params.type].flat().join(" or ")}`;
  if (keyword === "pattern") return `${at()}: ${show(data)} does not match ${params.pattern}`;
  return `${at()}: ${show(data)} is refused (${keyword} ${JSON.stringify(params)})`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Form = string | Form[] | { [name: string]: Form };

/**
 * Reads `a[b][0]=c` and `a[]=c`: a group whose names count from 0 is a list. It is not the sandbox's own reader, so
 * that a mistake in that one shows.
 */
export function decodeForm(encoded: string): Form {
  const root: Record<string, Form> = {};
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = name.replaceAll("]", "").split("[");
    const last = path.pop() ?? "";
    let group: Record<string, Form> = root;
    for (const part of path) {
      const inner = (group[part || nextOf(group)] ??= {});
      if (!isRecord(inner)) throw new Error(`${name} is both a value and a group`);
      group = inner;
    }
    group[last || nextOf(group)] = value;
  }
  return listsOf(root);
}

const nextOf = (group: object) => String(Object.keys(group).length);

function listsOf(form: Form): Form {
  if (!isRecord(form)) return form;
  const entries = Object.entries(form).map(([name, value]) => [name, listsOf(value)] as const);
  const counts = entries.length > 0 && entries.every(([name], place) => name === String(place));
  return counts ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
