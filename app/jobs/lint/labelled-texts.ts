import { z } from "zod";
import { payUnits, workModes } from "~/vocabulary/terms.ts";
import type { Linted } from "./finding.ts";

/** A line of a labelled file that cannot be used; the message names it. */
export class LabelledFileError extends Error {}

const amount = z.number().nonnegative().max(10_000_000);
const schema = z
  .object({
    id: z.union([z.string().min(1).max(100), z.number()]).transform(String),
    label: z.enum(["scam", "honest"]),
    kind: z.string().max(300),
    title: z.string().max(300),
    employer: z.string().max(300),
    website: z.string().max(500).nullable(),
    apply: z.discriminatedUnion("how", [
      z.object({ how: z.literal("board") }),
      z.object({ how: z.literal("url"), url: z.string().max(1_000) }),
      z.object({ how: z.literal("email"), email: z.string().max(1_000) }),
    ]),
    mode: z.enum(workModes.codes),
    pay: z.object({ min: amount, max: amount, unit: z.enum(payUnits.codes) }).nullable(),
    body: z.string().max(100_000),
    text: z.string().max(100_000),
  })
  .partial()
  .required({ label: true })
  .refine(({ body, text }) => (body ?? text) !== undefined, { error: "it has neither body nor text" });

/** A posting that people labelled; what the file leaves out is as if nobody had said it. */
export type LabelledText = {
  id: string;
  label: "scam" | "honest";
  kind: string;
  employer: string;
  website: string | null;
  content: Linted;
};

/**
 * Reads JSON Lines, or one JSON array: `{"label","text"}` at least, at most the fields of a posting; pay in dollars.
 * @throws LabelledFileError that names the line, or the element of the array.
 */
export function readLabelled(file: string): LabelledText[] {
  const text = file.replace(/^\uFEFF/, "").trim();
  if (!text) throw new LabelledFileError("The file is empty.");
  const values = text.startsWith("[") ? readArray(text) : readLines(file);
  const texts = values.map(({ value, where, number }) => {
    const { data, error } = schema.safeParse(value);
    if (!data) {
      const { path, message } = error.issues[0]!;
      throw new LabelledFileError(`${where}: ${[path.join("."), message].filter(Boolean).join(": ")}`);
    }
    return toText(data, String(number));
  });
  const seen = new Set<string>();
  for (const { id } of texts) {
    if (seen.has(id)) throw new LabelledFileError(`Two texts have the id ${id}.`);
    seen.add(id);
  }
  return texts;
}

type Value = { value: unknown; where: string; number: number };

function readArray(text: string): Value[] {
  return (parse(text, "The array") as unknown[]).map((value, at) => ({
    value,
    where: `Element ${at + 1}`,
    number: at + 1,
  }));
}

function readLines(file: string): Value[] {
  return file
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1, where: `Line ${at + 1}` }))
    .filter(({ line }) => line.trim())
    .map(({ line, number, where }) => ({ value: parse(line, where), number, where }));
}

function parse(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new LabelledFileError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toText(data: z.infer<typeof schema>, number: string): LabelledText {
  const { pay = null, apply = { how: "board" } } = data;
  return {
    id: data.id ?? number,
    label: data.label,
    kind: data.kind ?? "",
    employer: data.employer ?? "",
    website: data.website ?? null,
    content: {
      title: data.title ?? "",
      bodyText: data.body ?? data.text ?? "",
      pay: pay && {
        minCents: Math.round(pay.min * 100),
        maxCents: Math.round(pay.max * 100),
        unit: pay.unit,
        chartsPerHour: null,
      },
      credentialGroups: [],
      apply:
        apply.how === "url"
          ? { kind: "url", url: apply.url }
          : apply.how === "email"
            ? { kind: "email", email: apply.email }
            : { kind: "board" },
      mode: data.mode ?? "not-stated",
      stateReach: "not-stated",
      scheduleNote: null,
      auditMethod: null,
      questions: [],
      locations: [],
    },
  };
}
