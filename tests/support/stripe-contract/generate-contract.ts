import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Stripe from "stripe";
import ts from "typescript";
import type { Contract, ContractRoute, Schema } from "./contract.ts";
import { SchemaWriter } from "./schema-of-type.ts";
import { declarationFiles, readSdkRoutes, type SdkRoute } from "./sdk-routes.ts";

/** The folder of the SDK's declarations and code. */
const sdkRoot = join(dirname(createRequire(import.meta.url).resolve("stripe")), "../esm");

/**
 * Reads the whole contract from the installed SDK: routes, parameters, answers, events and errors. Takes some seconds.
 * The same SDK gives the same contract.
 * @throws Error where the SDK is written in a way that this does not know
 */
export function generateContract(): Contract {
  const program = ts.createProgram({
    rootNames: [join(sdkRoot, "stripe.esm.node.d.ts"), ...declarationFiles(sdkRoot)],
    options: {
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    },
  });
  const checker = program.getTypeChecker();
  const writer = new SchemaWriter(checker, sdkRoot);
  const named = (file: string, name: string) => {
    const source = program.getSourceFile(join(sdkRoot, file));
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  };

  const paymentError = typeOfProperty(
    checker,
    named("resources/PaymentIntents.d.ts", "PaymentIntent"),
    "last_payment_error",
  );
  const codes = typeOfProperty(checker, checker.getNonNullableType(paymentError), "code");
  const answerOf = ({ answer, kind }: SdkRoute): Schema => {
    const one = checker.getTypeFromTypeNode(answer);
    return kind === "one" ? writer.schemaOf(one, "answer") : writer.genericOf(named("lib.d.ts", kind), one);
  };
  const routes = readSdkRoutes(program, sdkRoot).map((route) => ({
    method: route.method,
    path: route.path,
    params: route.params ? writer.schemaOf(checker.getTypeFromTypeNode(route.params), "form") : noParams,
    answer: answerOf(route),
  }));
  return {
    sdkVersion: Stripe.PACKAGE_VERSION,
    routes: mergeMethods(routes),
    events: Object.fromEntries(eventsOf(checker, named("resources/Events.d.ts", "Event"), writer)),
    error: errorOf(checker, named("Types.d.ts", "StripeRawError"), writer.schemaOf(codes, "answer"), writer),
    definitions: writer.definitions,
  };
}

const noParams: Schema = { type: "object", additionalProperties: false };

/** Two methods may make the same request (`accounts.retrieve` and `retrieveCurrent`): either's parameters will do. */
function mergeMethods(routes: ContractRoute[]): ContractRoute[] {
  const merged = new Map<string, ContractRoute>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const other = merged.get(name);
    merged.set(name, other ? { ...route, params: { anyOf: [other.params, route.params] } } : route);
  }
  return [...merged.values()].sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
}

/** Every event that the SDK declares, by its type. */
function eventsOf(checker: ts.TypeChecker, events: ts.Type, writer: SchemaWriter): [string, Schema][] {
  return (events.isUnion() ? events.types : []).map((event) => {
    const type = typeOfProperty(checker, event, "type");
    if (!type.isStringLiteral()) throw new Error(`No event: ${checker.typeToString(event)}`);
    return [type.value, writer.schemaOf(event, "answer")];
  });
}

/** The error's fields that come from Stripe (what the SDK adds itself has no words), and the codes it knows. */
function errorOf(checker: ts.TypeChecker, error: ts.Type, codes: Schema, writer: SchemaWriter): Schema {
  const added = checker.getPropertiesOfType(error).filter((one) => one.getDocumentationComment(checker).length === 0);
  const { properties, ...schema } = writer.objectOf(error, { code: codes });
  const own = Object.entries(properties ?? {}).filter(([name]) => !added.some((one) => one.name === name));
  return { ...schema, properties: Object.fromEntries(own), required: ["type", "message"] };
}

/** @throws Error when there is no such property */
function typeOfProperty(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type {
  const property = checker.getPropertyOfType(type, name);
  if (!property) throw new Error(`${checker.typeToString(type)} has no ${name}`);
  return checker.getTypeOfSymbol(property);
}
