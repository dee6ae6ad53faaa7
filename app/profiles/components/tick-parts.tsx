import { Button, Buttons } from "~/ui/button.tsx";
import { Choice, RadioGroup } from "~/ui/choice-fields.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { MoneyField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { tickable, tickName, type ChoiceFacet, type Profile } from "../profile.ts";
import { PartForm } from "./part-form.tsx";

type Fields = ReturnType<typeof useBoardForm<Record<string, string>>>["fields"];

/** What is ticked of some facets, as a form begins. */
function ticksOf({ choices }: Profile, facets: readonly ChoiceFacet[]): Record<string, string> {
  return Object.fromEntries(facets.flatMap((facet) => choices[facet].map((code) => [tickName(facet, code), "on"])));
}

/** Any number of a facet's values. */
function Ticks({ facet, label, fields }: { facet: ChoiceFacet; label: string; fields: Fields }) {
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <div className="checks checks--cols">
        {tickable[facet].map((entry) => {
          const name = tickName(facet, entry.code);
          return (
            <Choice
              key={name}
              type="checkbox"
              id={name}
              name={name}
              option={{ value: "on", label: entry.label }}
              defaultChecked={fields[name]?.initialValue === "on"}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

/** The EHRs and encoders that somebody knows. */
export function ToolsPart({ profile }: { profile: Profile }) {
  const { form, fields, pending, attempt } = useBoardForm<Record<string, string>>(
    "tools",
    ticksOf(profile, ["ehr", "encoder"]),
  );
  return (
    <div className="stack stack--wide">
      <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} />
      <PartForm id={form.id} intent="save-tools" seen={profile.version}>
        <Ticks facet="ehr" label="EHRs you have worked in" fields={fields} />
        <Ticks facet="encoder" label="Encoders and computer-assisted coding" fields={fields} />
        <Buttons>
          <Button variant="go" pending={pending}>
            Save the EHRs and encoders
          </Button>
        </Buttons>
      </PartForm>
    </div>
  );
}

/** What somebody looks for: work, mode, employment and pay. */
export function WorkPart({ profile }: { profile: Profile }) {
  const { form, fields, pending, attempt } = useBoardForm<Record<string, string>>("work", {
    ...ticksOf(profile, ["function", "mode", "type"]),
    pay: profile.pay ? String(profile.pay.minCents / 100) : undefined,
    payUnit: profile.pay?.unit ?? "hour",
  });
  return (
    <div className="stack stack--wide">
      <ErrorSummary
        errors={summaryErrors([{ label: "Least pay", field: fields.pay! }], form.errors)}
        attempt={attempt}
      />
      <PartForm id={form.id} intent="save-work" seen={profile.version}>
        <Ticks facet="function" label="Work" fields={fields} />
        <Ticks facet="mode" label="Where it is done" fields={fields} />
        <Ticks facet="type" label="Employment" fields={fields} />
        <MoneyField
          field={fields.pay!}
          label="Least pay"
          help="What you would not go below, such as 31.50 an hour or 68,000 a year."
          markOptional
        />
        <RadioGroup
          field={fields.payUnit!}
          label="That is"
          look="seg"
          options={[
            { value: "hour", label: "an hour" },
            { value: "year", label: "a year" },
          ]}
        />
        <Buttons>
          <Button variant="go" pending={pending}>
            Save what you look for
          </Button>
        </Buttons>
      </PartForm>
    </div>
  );
}
