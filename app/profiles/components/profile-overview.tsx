import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { CodeList } from "~/ui/codes.tsx";
import { Icon } from "~/ui/icon.tsx";
import { Checklist, Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { WorkProgress } from "~/ui/work-progress.tsx";
import { partLabels, profileParts, progressOf, type Profile, type ProfilePart } from "../profile.ts";
import { choicesLine, experienceLine, heldLabel, payLine, placeLine, privacyLine } from "./profile-words.ts";

function summaryOf(profile: Profile, part: ProfilePart, today: string): ReactNode {
  switch (part) {
    case "credentials": {
      const expired = profile.credentials.filter(({ expiresOn }) => expiresOn !== null && expiresOn < today);
      if (profile.credentials.length === 0) return undefined;
      return (
        <>
          <CodeList codes={profile.credentials.map(heldLabel)} />
          {expired.length > 0 ? ` Expired: ${expired.map(heldLabel).join(", ")}` : null}
        </>
      );
    }
    case "experience":
      return experienceLine(profile.experience);
    case "place":
      return placeLine(profile);
    case "tools":
      return choicesLine(profile, ["ehr", "encoder"]);
    case "work":
      return (
        [choicesLine(profile, ["function", "mode", "type"]), payLine(profile)].filter(Boolean).join(", ") || undefined
      );
    case "privacy":
      return privacyLine(profile);
  }
}

/** What a part says now, for who has just been told that it is no longer what they saw. */
export function PartNow({ profile, part, today }: { profile: Profile; part: ProfilePart; today: string }) {
  return (
    <div className="flash">
      <Note title="Your profile says now">{summaryOf(profile, part, today) ?? "Nothing."}</Note>
    </div>
  );
}

/** How far the profile is and what it is good for, then each part with the way to change it. */
export function ProfileOverview({ profile, today }: { profile: Profile; today: string }) {
  const { done, parts } = progressOf(profile);
  return (
    <>
      <Section title="How far it is">
        <div className="stack">
          <WorkProgress label={`${done} of ${parts.length} parts are filled`} done={done} total={parts.length} />
          <Checklist
            items={parts.map(({ part, done, unlocks }) => ({
              key: part,
              glyph: <Icon name={done ? "ok" : "info"} />,
              met: done,
              words: (
                <>
                  <PageLink to={paths.profilePart(part)}>{partLabels[part]}</PageLink>
                  <span className="vh">{done ? " (filled)" : " (open)"}</span>: {unlocks}
                </>
              ),
            }))}
          />
          <div className="btns">
            <ButtonLink to={paths.profileFromResume()}>
              {done === 0 ? "Start from a résumé" : "Add from a résumé"}
            </ButtonLink>
            <ButtonLink to={paths.kept()}>Résumé and answers kept for applying</ButtonLink>
          </div>
        </div>
      </Section>
      {profileParts.map((part) => (
        <Section key={part} title={partLabels[part]}>
          <p>{summaryOf(profile, part, today) ?? <span className="quiet">Nothing yet.</span>}</p>
          <p>
            <PageLink to={paths.profilePart(part)}>
              Edit<span className="vh"> {partLabels[part]}</span>
            </PageLink>
          </p>
        </Section>
      ))}
    </>
  );
}
