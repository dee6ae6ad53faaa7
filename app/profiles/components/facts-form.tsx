import { paths } from "~/platform/paths.ts";
import { Button, Buttons, ButtonLink } from "~/ui/button.tsx";
import { Choice } from "~/ui/choice-fields.tsx";
import { countOf } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { credentialByCode } from "~/vocabulary/credentials.ts";
import { ehrs, encoders } from "~/vocabulary/work.ts";
import { factTick, type ReadFact } from "../profile-fact.ts";
import { PartForm } from "./part-form.tsx";
import { fieldLabel, heldLabel } from "./profile-words.ts";

const groups = [
  { kind: "credential", title: "Credentials" },
  { kind: "experience", title: "Experience" },
  { kind: "tool", title: "EHRs and encoders" },
] as const;

function labelOf(fact: ReadFact): string {
  switch (fact.kind) {
    case "credential":
      return `${heldLabel({ ...fact, expiresOn: null })}, ${credentialByCode(fact.code)?.name ?? ""}`;
    case "tool":
      return (fact.facet === "ehr" ? ehrs : encoders).label(fact.code);
    case "experience":
      return `${countOf(fact.years, "year")} ${fieldLabel(fact)}`;
  }
}

/** What was read of a résumé, each with its passage, for the person to accept. */
export function FactsForm({ facts, seen }: { facts: readonly ReadFact[]; seen: number }) {
  return (
    <PartForm intent="accept" seen={seen} wide>
      {groups
        .map((group) => ({ ...group, rows: facts.filter(({ kind }) => kind === group.kind) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ kind, title, rows }) => (
          <Section key={kind} title={title}>
            <div className="checks">
              {rows.map((fact) => {
                const { name, value } = factTick(fact);
                return (
                  <Choice
                    key={name}
                    type="checkbox"
                    id={name}
                    name={name}
                    option={{ value, label: labelOf(fact), help: `“${fact.passage}”` }}
                    defaultChecked={fact.sure}
                  />
                );
              })}
            </div>
          </Section>
        ))}
      <Buttons>
        <Button variant="go">Add what is ticked</Button>
        <ButtonLink to={paths.profile()}>Add nothing</ButtonLink>
      </Buttons>
    </PartForm>
  );
}
