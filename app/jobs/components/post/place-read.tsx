import { Button } from "~/ui/button.tsx";
import { Icon } from "~/ui/icon.tsx";
import { offerValue } from "../../post-offers.ts";
import type { StepProps } from "./field-of.ts";

/**
 * What the board made of a typed place, and the places that may be meant instead, each a button that takes it. Nothing
 * while the text is newer than what was saved. `wrong`: the row's error says why it was not found.
 */
export function PlaceRead({ live, places, index, wrong }: StepProps & { index: number; wrong: boolean }) {
  const text = live.places?.[index]?.text?.trim();
  const reading = text === undefined ? undefined : places[text];
  if (!reading || !text) return null;
  const { found, words, options } = reading;
  return (
    <div className="wide placeread">
      {found ? (
        <p className="help">
          <Icon name="ok" /> {words}
        </p>
      ) : wrong ? null : (
        <p className="help">
          <Icon name="miss" /> {words}
        </p>
      )}
      {options.length > 0 ? (
        <div className="offers" role="group" aria-label={`Place ${index + 1}: did you mean`}>
          <span className="quiet small">{found ? "Or did you mean" : "Did you mean"}</span>
          {options.map((label) => (
            <Button key={label} formNoValidate name="op" value={offerValue({ kind: "place", index, label })}>
              {label}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
