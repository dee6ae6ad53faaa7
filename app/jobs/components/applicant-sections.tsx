import type { ReactNode } from "react";
import { CodeChip, CredentialRule } from "~/ui/codes.tsx";
import { formatList } from "~/ui/format.ts";
import { StateMap } from "~/ui/figures.tsx";
import { Icon, type IconName } from "~/ui/icon.tsx";
import { Section } from "~/ui/layout.tsx";
import { stateCodes, stateName, states as allStates } from "~/vocabulary/states.ts";
import type { ApprenticeAnswer } from "~/vocabulary/terms.ts";
import { openStates } from "../job-content.ts";
import { codeGroups, markHeld } from "./job-card-props.ts";
import { experienceWords, isRemote, locationWords, mappedStates, type PublicContent } from "./job-words.ts";

/** Who may apply: the credential rule, the apprentice answer, the experience counted where it was gained. */
export function WhoMayApply({
  content,
  imported = false,
  held = [],
  children,
}: {
  content: Pick<PublicContent, "credentialGroups" | "apprentice" | "experience">;
  /** An outside source may be silent; an employer who posts here has answered. */
  imported?: boolean;
  /** What the reader holds, as credentials are shown. */
  held?: readonly string[];
  children?: ReactNode;
}) {
  const asked = content.experience.filter((row) => row.years > 0);
  return (
    <Section title="Who may apply">
      <CredentialRule
        groups={markHeld(codeGroups(content.credentialGroups), held)}
        notStated={imported ? "No credential is stated." : "No credential is asked for."}
      />
      <ApprenticeLine answer={content.apprentice} />
      <p className="line">
        <Icon name="clock" />{" "}
        <span>
          <b>Experience:</b>{" "}
          {asked.length > 0
            ? `${asked.map(experienceWords).join(", ")}.`
            : content.experience.length > 0
              ? "none asked."
              : "not stated."}
        </span>
      </p>
      {children}
    </Section>
  );
}

const apprenticeIcons: Record<ApprenticeAnswer, IconName> = {
  welcome: "ap-yes",
  "with-practicode": "ap-some",
  no: "ap-no",
  "not-stated": "info",
};

function ApprenticeLine({ answer }: { answer: ApprenticeAnswer }) {
  return (
    <p className="line">
      <Icon name={apprenticeIcons[answer]} /> <span>{apprenticeText(answer)}</span>
    </p>
  );
}

function apprenticeText(answer: ApprenticeAnswer) {
  const statuses = (
    <>
      <CodeChip code="CPC-A" />, <CodeChip code="COC-A" /> and <CodeChip code="CCA" />
    </>
  );
  switch (answer) {
    case "welcome":
      return (
        <>
          <b>Apprentices welcome.</b> {statuses} are enough to apply.
        </>
      );
    case "with-practicode":
      return (
        <>
          <b>Apprentices with Practicode or externship.</b> {statuses} count here once one of the two is shown.
        </>
      );
    case "no":
      return (
        <>
          <b>No apprentices.</b> A new certificate with <CodeChip code="CPC-A" /> or <CodeChip code="COC-A" /> is not
          enough.
        </>
      );
    case "not-stated":
      return (
        <>
          <b>Apprentices:</b> not stated.
        </>
      );
  }
}

/** Where a remote coder may live, on a map and in words; where anybody else works. */
export function WhereSection({
  content,
}: {
  content: Pick<PublicContent, "mode" | "locations" | "stateReach" | "states" | "usOnly">;
}) {
  const usOnly = content.usOnly ? <p className="quiet">Work inside the United States only.</p> : null;
  if (!isRemote(content))
    return (
      <Section title={content.mode === "not-stated" ? "Where" : "Where you work"}>
        <Places content={content} />
        {usOnly}
      </Section>
    );
  return (
    <Section title="Where you may live">
      {content.stateReach === "not-stated" ? (
        <>
          <p className="quiet">Which states are open is not stated. Ask before you apply.</p>
          {usOnly}
        </>
      ) : (
        <ReachMap content={content}>{usOnly}</ReachMap>
      )}
      {content.mode === "remote-after-training" || content.locations.length > 0 ? (
        <div className="trained">
          <p className="small">
            <b>{content.mode === "remote-after-training" ? "Training comes first, here:" : "The team is here:"}</b>
          </p>
          <Places content={content} />
        </div>
      ) : null}
    </Section>
  );
}

/** The states that a remote job is open to, on a map and in words with their number. */
export function ReachMap({
  content,
  children,
}: {
  content: Pick<PublicContent, "mode" | "locations" | "stateReach" | "states">;
  children?: ReactNode;
}) {
  return (
    <StateMap states={tiles(content)}>
      <Territories content={content} />
      {children}
    </StateMap>
  );
}

function tiles(content: Pick<PublicContent, "mode" | "locations" | "stateReach" | "states">) {
  const open = openStates(content, stateCodes);
  return mappedStates.map(({ code, name }) => ({
    code: code.toUpperCase(),
    name,
    open: open === "all" || open.includes(code),
  }));
}

/** The territories stand on no map; they are said where a rule names them. */
function Territories({ content }: { content: Pick<PublicContent, "stateReach" | "states"> }) {
  const named = allStates.filter(({ code, tile }) => tile === null && content.states.includes(code));
  if (named.length === 0) return null;
  const names = formatList(named.map(({ code }) => stateName(code)));
  return (
    <p className="quiet">{content.stateReach === "only" ? `Open too: ${names}.` : `Not open either: ${names}.`}</p>
  );
}

function Places({ content }: { content: Pick<PublicContent, "mode" | "locations"> }) {
  if (content.locations.length === 0) return <p className="quiet">The place is not stated.</p>;
  return (
    <ul className="places">
      {content.locations.map((location) => {
        const words = locationWords(location);
        return (
          <li key={location.label}>
            {words}
            {location.zip && location.city ? ` ${location.zip}` : ""}
          </li>
        );
      })}
    </ul>
  );
}
