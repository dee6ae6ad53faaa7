/** Reads off the schemas that judge an action's form which wishes it knows. */
import type { z } from "zod";
import type * as Forms from "~/http/forms.server.ts";

/** Fields that choose between values and decide nothing about who may: a new one is put here, or is a wish in the table. */
const CHOICES = new Set([
  ...[
    "basis",
    "code",
    "field",
    "frequency",
    "from",
    "homeState",
    "how",
    "moves",
    "payUnit",
    "reason",
    "role",
    "schedule",
    "seen",
    "step",
    "to",
    "value",
    "visibility",
    "zone",
  ],
]);

const seen: z.ZodType[] = [];

/** Forgets the schemas that were seen. */
export function forgetSchemas() {
  seen.length = 0;
}

/** The schemas that have judged a form since. */
export const seenSchemas = (): readonly z.ZodType[] => seen;

/** Stands in for the module of forms, by `vi.mock`: keeps the schemas that judge them. */
export async function watchingForms(original: () => Promise<typeof Forms>): Promise<typeof Forms> {
  const forms = await original();
  return {
    ...forms,
    answerForm: (request, schema, ...rest) => {
      seen.push(schema);
      return forms.answerForm(request, schema, ...rest);
    },
    readWish: (form, schema) => {
      seen.push(schema);
      return forms.readWish(form, schema);
    },
  };
}

/** The schema that a wrapped one has inside, and those of a union. */
function within(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "pipe":
      return [def.in];
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
      return [def.innerType];
    case "union":
      return [...def.options];
    default:
      return [];
  }
}

/** The texts between which a field chooses. */
function textsOf(schema: z.core.$ZodType): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "enum") return Object.values(def.entries).map(String);
  if (def.type === "literal") return def.values.map(String);
  return within(schema).flatMap(textsOf);
}

/** The fields of a form with what each chooses between. */
function choicesOf(schema: z.core.$ZodType): [string, string][] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== "object") return within(schema).flatMap(choicesOf);
  return Object.entries(def.shape).flatMap(([field, of]) => textsOf(of).map((text): [string, string] => [field, text]));
}

/**
 * The wishes that the schemas know, each as `field=wish`, in order: of the fields that name one, and of any other that
 * could. A single value, such as a box that is ticked, is none where the field is another.
 */
export function wishesOf(schemas: readonly z.ZodType[], fields: readonly string[]): string[] {
  const choices = new Map<string, Set<string>>();
  for (const [name, text] of schemas.flatMap(choicesOf)) choices.set(name, (choices.get(name) ?? new Set()).add(text));
  return [...choices]
    .filter(([name, texts]) => fields.includes(name) || (!CHOICES.has(name) && texts.size > 1))
    .flatMap(([name, texts]) => [...texts].map((text) => `${name}=${text}`))
    .sort();
}
