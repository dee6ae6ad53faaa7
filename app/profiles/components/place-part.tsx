import { Button, Buttons } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { stateName, states } from "~/vocabulary/states.ts";
import { movesKind, type Profile } from "../profile.ts";
import { PartForm } from "./part-form.tsx";

const stateOptions = states.map(({ code, name }) => ({ value: code, label: name }));
const written = (codes: readonly string[]) => codes.map(stateName).join(", ") || undefined;

/** Home state, states within reach, and where the person would move. */
export function PlacePart({ profile }: { profile: Profile }) {
  const { form, fields, pending, attempt } = useBoardForm<
    Record<"homeState" | "commutes" | "moves" | "movesTo", string>
  >("place", {
    homeState: profile.homeState ?? undefined,
    commutes: written(profile.commutes),
    moves: movesKind(profile.moves),
    movesTo: profile.moves === "anywhere" ? undefined : written(profile.moves),
  });
  const labelled = [
    { label: "Home state", field: fields.homeState },
    { label: "States you get to from home", field: fields.commutes },
    { label: "Would you move?", field: fields.moves },
    { label: "States you would move to", field: fields.movesTo },
  ];
  return (
    <div className="stack stack--wide">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <PartForm id={form.id} intent="save-place" seen={profile.version}>
        <SelectField
          field={fields.homeState}
          label="Home state"
          help="Many remote jobs are open to some states only."
          options={stateOptions}
          placeholder="Not stated"
          markOptional
        />
        <TextField
          field={fields.commutes}
          label="States you get to from home"
          help="Near a border: states beside your own where you could work on-site, such as Kentucky, IN."
          autoComplete="off"
          markOptional
        />
        <RadioGroup
          field={fields.moves}
          label="Would you move?"
          look="lines"
          options={[
            { value: "nowhere", label: "No" },
            { value: "states", label: "To the states below" },
            { value: "anywhere", label: "Anywhere in the United States" },
          ]}
        />
        <TextField field={fields.movesTo} label="States you would move to" autoComplete="off" markOptional />
        <Buttons>
          <Button variant="go" pending={pending}>
            Save where you work
          </Button>
        </Buttons>
      </PartForm>
    </div>
  );
}
