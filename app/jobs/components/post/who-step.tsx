import type { KeyboardEvent } from "react";
import { Button } from "~/ui/button.tsx";
import { CheckboxField, RadioGroup } from "~/ui/choice-fields.tsx";
import { classNames } from "~/ui/class-names.ts";
import { FieldError, FormPart } from "~/ui/field.tsx";
import { Icon } from "~/ui/icon.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { credentialByCode, credentialLabel, credentials } from "~/vocabulary/credentials.ts";
import { suggestCredentials } from "~/vocabulary/suggest-credentials.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import { rowDeed } from "../../edit-post-rows.ts";
import { guessedPieces, offerValue } from "../../post-offers.ts";
import type { GroupRow } from "../../post-form.ts";
import { AddRow, RemoveRow, Rows, Seg, levelOptions } from "./builder.tsx";
import { choices, fieldOf, type StepProps } from "./field-of.ts";
import { ReadBack } from "./read-back.tsx";

const oneBlank: GroupRow[] = [{ id: "1" }];
const prefixed = (kind: string, options: { value: string; label: string }[]) =>
  options.map(({ value, label }) => ({ value: `${kind}:${value}`, label }));
const countedIn = [
  { label: "Setting", options: prefixed("setting", choices(settings) as { value: string; label: string }[]) },
  { label: "Specialty", options: prefixed("specialty", choices(specialties) as { value: string; label: string }[]) },
];

/** The credential rule, the apprentice answer and the experience that counts. */
export function WhoStep(props: StepProps) {
  const groups = props.form.groups?.length ? props.form.groups : props.form.noCredential ? [] : oneBlank;
  const experience = props.form.experience ?? [];
  return (
    <>
      <FormPart
        legend="Credential rule"
        help="Groups are joined by “and”. Inside a group choose whether any one is enough or all are needed."
      >
        {groups.map((group, index) => (
          <Group key={group.id ?? `at-${index}`} {...props} group={group} index={index} />
        ))}
        <AddRow field="groups" count={groups.length}>
          Add a group
        </AddRow>
        <ReadBack groups={props.live.groups ?? []} />
        <CheckboxField field={fieldOf(props, "noCredential")} label="No credential is asked for" />
        <datalist id="credentials">
          {credentials.map(({ code, label, body, name }) => (
            <option key={code} value={label}>
              {body}: {name}
            </option>
          ))}
        </datalist>
      </FormPart>
      <FormPart
        legend="Apprentices"
        help="The wall between a new certificate and a first job is what seekers complain of most: a clear answer helps both of you."
      >
        <RadioGroup
          field={fieldOf(props, "apprentice", { required: true })}
          label="May apprentices apply?"
          help="Shown on every card. CPC-A and COC-A are a status that is lifted by experience, not credentials of their own."
          options={[
            { value: "welcome", label: "Welcome", help: "CPC-A, COC-A and CCA may apply as they are" },
            {
              value: "with-practicode",
              label: "With Practicode or an externship",
              help: "600 Practicode cases or a supervised externship shown in the application",
            },
            {
              value: "no",
              label: "No apprentices",
              help: "The apprentice status must be lifted before applying",
            },
          ]}
        />
      </FormPart>
      <FormPart
        legend="Experience"
        help="Counted in a setting or specialty, not in the air. Leave it empty if you ask for none."
      >
        <Rows field="experience" rows={experience} className="exp" errors={props.errors}>
          {(_, index) => (
            <>
              <TextField
                field={fieldOf(props, `experience[${index}].years`)}
                label="Years"
                inputMode="numeric"
                autoComplete="off"
              />
              <SelectField
                field={fieldOf(props, `experience[${index}].in`)}
                label="In setting or specialty"
                placeholder="Choose one"
                options={countedIn}
              />
            </>
          )}
        </Rows>
        <AddRow field="experience" count={experience.length}>
          Add a row
        </AddRow>
      </FormPart>
    </>
  );
}

/** The credentials that may have been meant by what the board does not know, each a button that takes it. */
function Meant({ add, codes, index }: { add: string | undefined; codes: readonly string[]; index: number }) {
  const offers = guessedPieces(add)
    .flatMap((text, piece) => suggestCredentials(text).map((credential) => ({ credential, piece, text })))
    .filter(({ credential: { code } }, at, all) => {
      const first = all.findIndex((other) => other.credential.code === code);
      return first === at && !codes.includes(code);
    });
  if (offers.length === 0) return null;
  return (
    <div className="offers" role="group" aria-label="Did you mean">
      {offers.slice(0, 6).map(({ credential, piece, text }) => (
        <Button
          key={`${piece} ${credential.code}`}
          formNoValidate
          name="op"
          value={offerValue({ kind: "credential", index, piece, code: credential.code })}
        >
          {credential.label}
          <span className="quiet">{credential.name}</span>
          <span className="vh"> for {text}</span>
        </Button>
      ))}
    </div>
  );
}

/** Enter in the credential field adds to this group; without script it saves the form, which adds as well. */
function addOnEnter(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.currentTarget.closest(".addrow")?.querySelector("button")?.click();
}

function Group({ group, index, ...props }: StepProps & { group: GroupRow; index: number }) {
  const name = `groups[${index}]`;
  const number = index + 1;
  const add = fieldOf(props, `${name}.add`);
  const codes = group.codes ?? [];
  const preferred = group.level === "preferred";
  return (
    <>
      {index > 0 ? <p className="and">{preferred ? "AND, IF THEY CAN" : "AND"}</p> : null}
      <div
        className={classNames("group", add.errors && "field--error")}
        role="group"
        aria-labelledby={`group-${index}`}
      >
        <input type="hidden" name={`${name}.id`} value={group.id ?? String(number)} />
        <div className="group-head">
          <h2 id={`group-${index}`}>Group {number}</h2>
          <Seg
            name={`${name}.how`}
            label={`Group ${number}: how many of these`}
            chosen={group.how ?? "any"}
            options={[
              { value: "any", label: "Any of" },
              { value: "all", label: "All of" },
            ]}
          />
          <Seg
            name={`${name}.level`}
            label={`Group ${number}: how firm`}
            chosen={group.level ?? "required"}
            options={levelOptions}
          />
        </div>
        <div className="group-body">
          {codes.length ? (
            <div className="picked">
              {codes.map((code) => (
                <span key={code} className={classNames("pick", preferred && "pick--pref")}>
                  <input type="hidden" name={`${name}.codes`} value={code} />
                  <span title={credentialByCode(code)?.name}>{credentialLabel(code)}</span>
                  <button
                    type="submit"
                    formNoValidate
                    name="op"
                    value={rowDeed({ kind: "remove-code", index, code })}
                    aria-label={`Remove ${credentialLabel(code)} from group ${number}`}
                  >
                    <Icon name="x" />
                  </button>
                </span>
              ))}
            </div>
          ) : null}
          <div className="addrow">
            <span>
              <label className="vh" htmlFor={add.id}>
                Add a credential to group {number}
              </label>
              {/* keyed by the codes: what was added leaves the field */}
              <input
                key={codes.join()}
                className="input input--code"
                id={add.id}
                name={add.name}
                list="credentials"
                placeholder="A code, such as RHIT"
                autoComplete="off"
                autoCapitalize="characters"
                defaultValue={group.add}
                aria-invalid={add.errors ? true : undefined}
                aria-describedby={add.errors ? `${add.id}-error` : undefined}
                onKeyDown={addOnEnter}
              />
            </span>
            <Button formNoValidate name="op" value={rowDeed({ kind: "add-code", index })}>
              Add<span className="vh"> to group {number}</span>
            </Button>
          </div>
          <FieldError field={add} />
          <Meant add={group.add} codes={codes} index={index} />
          <div className="group-foot">
            <details className="lieu-more" open={Boolean(group.inLieu)}>
              <summary>
                {group.inLieu ? "What may stand in for this group" : "Say what may stand in for this group"}
              </summary>
              <TextField
                field={fieldOf(props, `${name}.inLieu`)}
                label="In lieu"
                help="Years or education, in the words a seeker will read."
                markOptional
                autoComplete="off"
              />
            </details>
            {index > 0 || codes.length || group.add || group.inLieu ? <RemoveRow field="groups" index={index} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}
