import { Form } from "@remix-run/react";
import { Button } from "~/ui/button.tsx";
import { fieldWith, type FieldMeta } from "~/ui/field.tsx";
import { Icon } from "~/ui/icon.tsx";
import { SelectField } from "~/ui/text-fields.tsx";
import type { Colleague } from "../applicant-forms.ts";

/** The team's rating as five buttons; the chosen one is pressed, and one takes it away. */
export function RatingForm({ here, name, rating }: { here: string; name: string; rating: number | null }) {
  return (
    <Form method="post" action={here} className="rate" aria-label={`Rate ${name}`} preventScrollReset>
      <input type="hidden" name="intent" value="rate" />
      <input type="hidden" name="seen" value={rating ?? 0} />
      {[1, 2, 3, 4, 5].map((star) => (
        <button
          key={star}
          name="rating"
          value={star}
          aria-label={`${star} of 5`}
          aria-pressed={rating === star}
          className={star <= (rating ?? 0) ? "on" : undefined}
        >
          <Icon name="star" />
        </button>
      ))}
      {rating === null ? (
        <span className="small quiet">Not rated</span>
      ) : (
        <Button variant="text" name="rating" value="0">
          Take it away
        </Button>
      )}
    </Form>
  );
}

/** Whose the applicant is, and to whom it can be handed. */
export function HandOverForm({
  here,
  field,
  holder,
  colleagues,
}: {
  here: string;
  field: FieldMeta;
  holder?: Colleague;
  colleagues: readonly Colleague[];
}) {
  return (
    <Form method="post" action={here} className="hand-over" key={holder?.id} preventScrollReset>
      <input type="hidden" name="intent" value="assign" />
      {holder ? <input type="hidden" name="from" value={holder.id} /> : null}
      <SelectField
        field={fieldWith(field, { initialValue: holder?.id })}
        label="With"
        placeholder="Nobody yet"
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button>Hand over</Button>
    </Form>
  );
}
