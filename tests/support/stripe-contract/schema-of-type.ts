import ts from "typescript";
import type { Schema } from "./contract.ts";

/**
 * How a type goes over the wire: `answer` is JSON; `form` is a form-encoded request, where every scalar is text and
 * null is the empty text; `change` is `previous_attributes`, where only what changed is there and null stands for a
 * map's key that was not.
 */
export type Dialect = "answer" | "form" | "change";

const decimal = "^-?\\d+(\\.\\d+)?$";
/** Names (before the colon) of what is no whole number. */
const fraction = /^\w*(percent|exchange_rate|latitude|longitude|score|weight|height|length|width|_value)\w*:/;
/** 5138: enough for every date, and less than any in milliseconds. */
const latestSecond = 99_999_999_999;

/**
 * Turns types of the SDK's declarations into schemas, exactly: unknown properties are refused, only what is declared
 * optional may be absent, only what is declared nullable may be null, and the escape `OtherString`, with which the SDK
 * opens every enum for values that are yet to come, is left out.
 */
export class SchemaWriter {
  readonly definitions: Record<string, Schema> = {};
  private readonly names = new Map<string, ts.Type>();
  private argument: ts.Type | undefined;

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly root: string,
  ) {}

  /**
   * The schema of a type; the interfaces in it become definitions.
   * @param doc `name: documentation` of the property, which alone tell dates, whole numbers and fractions apart
   */
  schemaOf(given: ts.Type, dialect: Dialect, doc = ""): Schema {
    const type = given.isTypeParameter() && this.argument ? this.argument : given;
    const kinds = new Kinds();
    for (const part of type.isUnion() ? type.types : [type]) this.add(part, kinds, dialect, doc);
    return kinds.schema(dialect);
  }

  private add(type: ts.Type, kinds: Kinds, dialect: Dialect, doc: string) {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never)) return;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) kinds.anything = true;
    else if (flags & ts.TypeFlags.Null) kinds.nullable = true;
    else if (type.isStringLiteral()) kinds.texts.add(type.value);
    else if (flags & ts.TypeFlags.String) kinds.anyText = true;
    else if (type.isNumberLiteral()) kinds.numbers.add(type.value);
    else if (flags & ts.TypeFlags.Number) kinds.number = numberBy(doc);
    else if (flags & ts.TypeFlags.BooleanLiteral) kinds.booleans.add(this.checker.typeToString(type) === "true");
    else if (isOtherString(type)) kinds.open = true;
    else if (isDecimal(type)) kinds.decimal = true;
    else if (this.checker.isArrayType(type)) kinds.items = this.itemsOf(type, dialect);
    else if (isPartial(type))
      kinds.objects.push(this.properties(this.checker.getPropertiesOfType(type), undefined, "change"));
    else if (this.isForeign(type)) kinds.anything = true;
    else if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))
      kinds.objects.push(...this.object(type, dialect));
    else throw new Error(`No schema for ${this.checker.typeToString(type)}`);
  }

  /** Not the SDK's own: what is uploaded or streamed. */
  private isForeign(type: ts.Type) {
    const file = type.symbol?.declarations?.[0]?.getSourceFile().fileName;
    return file !== undefined && !file.startsWith(this.root);
  }

  private itemsOf(type: ts.Type, dialect: Dialect) {
    const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
    if (!item) throw new Error(`An array of nothing: ${this.checker.typeToString(type)}`);
    // A changed list is given whole.
    return this.schemaOf(item, dialect === "change" ? "answer" : dialect);
  }

  /** The definition's name, or for a plain map its schema. */
  private object(type: ts.Type, dialect: Dialect): (string | Schema)[] {
    const properties = this.checker.getPropertiesOfType(type);
    const values = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (properties.length === 0 && values) return [this.map(values, dialect)];
    if (dialect === "change" && properties.some((property) => property.name === "id")) dialect = "answer";
    const name = this.nameOf(type);
    if (name === undefined) return [this.properties(properties, values, dialect)];
    const key = dialect === "answer" ? name : `${dialect} ${name}`;
    const known = this.names.get(key);
    if (known === undefined) {
      this.names.set(key, type);
      this.definitions[key] = this.properties(properties, values, dialect);
    } else if (known !== type) throw new Error(`Two types are named ${name}`);
    return [key];
  }

  /** The schema of an object, in which some properties (`own`) are known better than their declared type. */
  objectOf(type: ts.Type, own: Record<string, Schema> = {}): Schema {
    return this.properties(this.checker.getPropertiesOfType(type), undefined, "answer", own);
  }

  /** The schema of a generic interface, for instance ApiList, with one argument. */
  genericOf(generic: ts.Type, argument: ts.Type): Schema {
    this.argument = argument;
    return this.objectOf(generic);
  }

  private argumentName(type: ts.Type): string {
    const parts = type.isUnion() ? type.types : [type];
    return parts.map((part) => this.nameOf(part) ?? this.checker.typeToString(part)).join("|");
  }

  private map(values: ts.Type, dialect: Dialect): Schema {
    const value = this.schemaOf(values, dialect);
    return {
      type: "object",
      additionalProperties: dialect === "change" ? { anyOf: [value, { type: "null" }] } : value,
    };
  }

  private properties(
    properties: ts.Symbol[],
    values: ts.Type | undefined,
    dialect: Dialect,
    known: Record<string, Schema> = {},
  ): Schema {
    const schemas: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of properties) {
      const own = this.checker.getTypeOfSymbol(property);
      if (own.flags & ts.TypeFlags.Void) continue;
      const parts = own.isUnion() ? own.types : [own];
      if (parts.every((part) => part.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined))) continue;
      const doc = ts.displayPartsToString(property.getDocumentationComment(this.checker));
      schemas[property.name] = known[property.name] ?? this.schemaOf(own, dialect, `${property.name}: ${doc}`);
      if (dialect !== "change" && !(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const rest = values ? this.schemaOf(values, dialect) : false;
    return { type: "object", properties: schemas, required, additionalProperties: rest };
  }

  /** For instance `Checkout/Sessions:Session.Discount`; undefined where the type has no name of its own. */
  private nameOf(type: ts.Type): string | undefined {
    const symbol = type.symbol;
    if (!symbol || symbol.flags & (ts.SymbolFlags.TypeLiteral | ts.SymbolFlags.ObjectLiteral)) return undefined;
    if (type.aliasTypeArguments) return undefined;
    const [, file, name] = /^"(.+)"\.(.+)$/.exec(this.checker.getFullyQualifiedName(symbol)) ?? [];
    if (!file || !name) return symbol.name;
    const place = file.replace(this.root, "").replace(/^\/(resources\/)?/, "");
    const args = this.checker.getTypeArguments(type as ts.TypeReference);
    const inner = args.filter((arg) => arg.symbol !== symbol).map((arg) => this.argumentName(arg));
    return `${place}:${name}${inner.length > 0 ? `<${inner.join()}>` : ""}`;
  }
}

/** `string & Record<never, never>`, which is how the SDK writes OtherString. */
function isOtherString(type: ts.Type) {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
}

/** The SDK's own class around what goes over the wire as text. */
function isDecimal(type: ts.Type) {
  return type.aliasSymbol?.name === "Decimal" || type.symbol?.name === "DecimalImpl";
}

/** `Partial<T>`, which the SDK says only of `previous_attributes`. */
function isPartial(type: ts.Type) {
  return Boolean(type.flags & ts.TypeFlags.Object && (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped);
}

type NumberKind = "seconds" | "integer" | "number";

/** The declarations say only `number`; which it is stands in the property's own words. */
function numberBy(doc: string): NumberKind {
  if (/unix epoch|timestamp/i.test(doc)) return "seconds";
  return fraction.test(doc) ? "number" : "integer";
}

/** What may stand at one place, by kind of JSON value: each kind has at most one schema, so no error is ambiguous. */
class Kinds {
  anything = false;
  nullable = false;
  open = false;
  anyText = false;
  decimal = false;
  number: NumberKind | undefined;
  items: Schema | undefined;
  readonly texts = new Set<string>();
  readonly numbers = new Set<number>();
  readonly booleans = new Set<boolean>();
  readonly objects: (string | Schema)[] = [];

  schema(dialect: Dialect): Schema {
    if (this.anything) return {};
    const kinds = [
      ...(dialect === "form" ? [this.formText()] : [this.text(), this.numeral(), this.boolean()]),
      this.nullable && dialect !== "form" ? { type: "null" } : undefined,
      this.items ? { type: "array", items: this.items } : undefined,
      this.object(),
    ].filter((kind) => kind !== undefined);
    if (kinds.length <= 1) return kinds[0] ?? { not: {} };
    const choices = kinds.filter((kind) => kind.enum || kind.anyOf);
    const rest = kinds.filter((kind) => !choices.includes(kind));
    const schema: Schema = Object.assign({}, ...rest, { type: kinds.map((kind) => kind.type) });
    const [first] = choices;
    if (choices.length === 1 && Array.isArray(first?.enum) && rest.every((kind) => kind.type === "null")) {
      return { ...schema, enum: [...first.enum, null] };
    }
    if (choices.length > 0) schema.allOf = choices.map(({ type, ...then }) => ({ if: { type }, then }));
    return schema;
  }

  private text(): Schema | undefined {
    if (this.anyText || (this.open && this.texts.size === 0)) return { type: "string" };
    if (this.decimal) return { type: "string", pattern: decimal };
    return this.texts.size > 0 ? { type: "string", enum: [...this.texts] } : undefined;
  }

  private numeral(): Schema | undefined {
    if (this.number === "seconds") return { type: "integer", minimum: 0, maximum: latestSecond };
    if (this.number) return { type: this.number };
    return this.numbers.size > 0 ? { type: "number", enum: [...this.numbers] } : undefined;
  }

  private boolean(): Schema | undefined {
    if (this.booleans.size === 2) return { type: "boolean" };
    return this.booleans.size > 0 ? { type: "boolean", enum: [...this.booleans] } : undefined;
  }

  /** All scalars of a form are texts. */
  private formText(): Schema | undefined {
    if (this.anyText || (this.open && this.texts.size === 0)) return { type: "string" };
    const words = [...this.texts, ...this.numbers, ...this.booleans, ...(this.nullable ? [""] : [])].map(String);
    const figure = this.decimal || this.number === "number" ? decimal : this.number ? "^-?\\d+$" : undefined;
    if (figure === undefined) return words.length > 0 ? { type: "string", enum: [...new Set(words)] } : undefined;
    const escaped = words.map((word) => `^${word.replace(/[^\w]/g, "\\$&")}$`);
    return { type: "string", pattern: [figure, ...escaped].join("|") };
  }

  private object(): Schema | undefined {
    const names = this.objects.filter((one) => typeof one === "string");
    const inline = this.objects.filter((one) => typeof one !== "string");
    if (names.length > 0 && inline.length === 0) return { type: "object", definition: names };
    if (inline.length === 1 && names.length === 0) return inline[0];
    const all = [...inline, ...names.map((name) => ({ type: "object", definition: [name] }))];
    return all.length > 0 ? { type: "object", anyOf: all } : undefined;
  }
}
