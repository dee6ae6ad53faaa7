import type { FieldMeta } from "~/ui/field.tsx";
import type { ChoiceOption } from "~/ui/choice-fields.tsx";
import type { SelectOption } from "~/ui/text-fields.tsx";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import type { PlaceReading } from "../../read-places.server.ts";
import { fieldId, type PostErrors, type PostForm } from "../../post-form.ts";

/**
 * What a step's fields are drawn from: what was saved or posted, and what is wrong with it. `live` is the step as it is
 * typed at this moment, where script runs; what is read back is read from it.
 */
export type StepProps = {
  form: PostForm;
  errors: PostErrors;
  live: PostForm;
  /** What the board made of the places, by the text as typed. */
  places: Record<string, PlaceReading>;
};

/** The kit's field of a name such as `title` or `experience[1].years`, with what was typed and its errors. */
export function fieldOf(
  { form, errors }: Pick<StepProps, "form" | "errors">,
  name: string,
  more: { required?: boolean } = {},
): FieldMeta {
  return { id: fieldId(name), name, initialValue: valueAt(form, name), errors: errors[name], ...more };
}

function valueAt(form: PostForm, name: string): unknown {
  return name.split(/[[\].]+/).reduce<unknown>((value, key) => {
    if (!key) return value;
    return value && typeof value === "object" && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  }, form);
}

/** A vocabulary as choices; `not-stated` is no answer of an employer. */
export function choices(vocabulary: Vocabulary): (ChoiceOption & SelectOption)[] {
  return vocabulary.entries
    .filter(({ code }) => code !== "not-stated")
    .map(({ code, label }) => ({ value: code, label }));
}
