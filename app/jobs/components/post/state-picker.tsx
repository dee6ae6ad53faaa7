import type { MouseEvent } from "react";
import { Choice } from "~/ui/choice-fields.tsx";
import { classNames } from "~/ui/class-names.ts";
import { FieldError, hasErrors } from "~/ui/field.tsx";
import { regions, type Region } from "~/vocabulary/regions.ts";
import { isStateCode, stateName } from "~/vocabulary/states.ts";
import { offerValue, regionButtonId } from "../../post-offers.ts";
import type { PostForm } from "../../post-form.ts";
import { ReachMap } from "../applicant-sections.tsx";
import { fieldOf, type StepProps } from "./field-of.ts";

/** The states by region; a region is taken or left with one button, which without script saves the form and does it. */
export function StatePicker(props: StepProps) {
  const field = fieldOf(props, "states");
  const first = regions[0]?.states[0];
  return (
    <div className={classNames("field", hasErrors(field) && "field--error")}>
      <FieldError field={field} />
      {regions.map((region) => (
        <fieldset key={region.code} className="region">
          <legend className="label">
            {region.label}{" "}
            <span className="which">
              {region.states.filter((code) => props.live.states?.includes(code)).length} of {region.states.length}
            </span>
          </legend>
          <div className="region-acts">
            <RegionButton region={region} all />
            <RegionButton region={region} all={false} />
          </div>
          <div className="checks checks--cols">
            {region.states.map((code) => (
              <Choice
                key={code}
                type="checkbox"
                id={code === first ? field.id : `${field.id}-${code}`}
                name={field.name}
                option={{ value: code, label: stateName(code) }}
                defaultChecked={props.form.states?.includes(code) ?? false}
                describedBy={code === first && hasErrors(field) ? `${field.id}-error` : undefined}
                invalid={hasErrors(field)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function RegionButton({ region, all }: { region: Region; all: boolean }) {
  return (
    <button
      type="submit"
      className="btn btn--text"
      id={regionButtonId(region.code, all)}
      formNoValidate
      name="op"
      value={offerValue({ kind: "region", region: region.code, all })}
      onClick={(event) => tick(event, all)}
    >
      {all ? "All" : "None"}
      <span className="vh"> of the {region.label}</span>
    </button>
  );
}

/** Ticks in place instead of asking the server; the form hears of it as of any typing. */
function tick(event: MouseEvent<HTMLButtonElement>, all: boolean) {
  event.preventDefault();
  const boxes = event.currentTarget.closest("fieldset")?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
  for (const box of boxes ?? []) box.checked = all;
  event.currentTarget.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Where a remote person may live, read back on a map and in words while it is chosen. */
export function Reach({ live }: { live: PostForm }) {
  const { reach } = live;
  const states = (live.states ?? []).filter(isStateCode);
  if (reach !== "all" && ((reach !== "only" && reach !== "except") || states.length === 0)) return null;
  return (
    <div className="readback">
      <ReachMap content={{ mode: "remote", locations: [], stateReach: reach, states: reach === "all" ? [] : states }} />
    </div>
  );
}
