import { CodeChip } from "~/ui/codes.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { midSentence } from "~/ui/format.ts";
import { credentialByCode } from "~/vocabulary/credentials.ts";
import type { AppliedProfile, ProfileCredential } from "../profile.ts";
import { choicesLine, experienceLine, expiryWords, heldLabel, payLine, placeLine } from "./profile-words.ts";
import { VerifyLink } from "./verify-link.tsx";

/**
 * What an applicant lets an employer see of their profile: each credential with the id under which its body has it, and
 * where to check it. What they did not say is left out. @param today a day in UTC, `2026-11-22`.
 */
export function ShownProfile({ profile, today }: { profile: AppliedProfile; today: string }) {
  const { credentials, practicode } = profile;
  const items = [
    {
      term: "Credentials",
      value: credentials.length
        ? credentials.map((one) => <Credential key={one.code} held={one} today={today} />)
        : undefined,
    },
    { term: "Practicode", value: practicode ? "Practicode or an externship is done" : undefined },
    { term: "Experience", value: experienceLine(profile.experience) },
    { term: "Where", value: placeLine(profile) },
    { term: "Systems", value: choicesLine(profile, ["ehr", "encoder"]) },
    { term: "Looks for", value: choicesLine(profile, ["function", "mode", "type"]) },
    { term: "Pay", value: payLine(profile) },
  ];
  return <DefinitionList items={items.filter(({ value }) => value !== undefined)} />;
}

function Credential({ held, today }: { held: ProfileCredential; today: string }) {
  const { code, number, expiresOn } = held;
  const ends = expiryWords(held, today);
  return (
    <div>
      <CodeChip code={heldLabel(held)} kind="set" title={credentialByCode(code)?.name} />{" "}
      {number ? `Id ${number}` : "Id not stated"}
      {expiresOn === null ? "" : `; ${expiresOn < today ? midSentence(ends) : `holds until ${ends}`}`}; check at{" "}
      <VerifyLink code={code} />
    </div>
  );
}
