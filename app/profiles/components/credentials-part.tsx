import { paths } from "~/platform/paths.ts";
import { Button, Buttons, ButtonLink } from "~/ui/button.tsx";
import { Choice } from "~/ui/choice-fields.tsx";
import { CodeChip } from "~/ui/codes.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { credentialByCode, credentials, verifyUrls, type CredentialBody } from "~/vocabulary/credentials.ts";
import type { Profile, ProfileCredential } from "../profile.ts";
import { PartForm, RemoveButton } from "./part-form.tsx";
import { expiryWords, heldLabel } from "./profile-words.ts";
import { VerifyLink } from "./verify-link.tsx";

const byBody = (Object.keys(verifyUrls) as CredentialBody[]).map((body) => ({
  label: body,
  options: credentials
    .filter((credential) => credential.body === body)
    .map(({ code, label, name }) => ({ value: code, label: `${label}, ${name}` })),
}));

/** The credentials with their ids and expiry, one to be added or changed, and Practicode. */
export function CredentialsPart({
  profile,
  edited,
  today,
}: {
  profile: Profile;
  edited: string | null;
  today: string;
}) {
  const { version } = profile;
  const held = profile.credentials.find(({ code }) => code === edited);
  return (
    <>
      <CredentialForm key={edited ?? "new"} seen={version} held={held} />
      <Section title="Yours">
        <DataTable
          caption="Your credentials"
          captionHidden
          rowHeaders
          columns={[
            { key: "code", label: "Credential" },
            { key: "expires", label: "Holds until" },
            { key: "check", label: "Check at" },
            { key: "acts", label: "Change" },
          ]}
          rows={profile.credentials.map((one) => ({
            key: one.code,
            cells: [
              <div key="code">
                <CodeChip code={heldLabel(one)} kind="own" title={credentialByCode(one.code)?.name} />
                <br />
                <span className="small quiet">{one.number ? `Id ${one.number}` : "Id not stated"}</span>
              </div>,
              expiryWords(one, today),
              <VerifyLink key="check" code={one.code} />,
              <div key="acts">
                <PageLink to={paths.profilePart("credentials", { edit: one.code })}>
                  Change<span className="vh"> {heldLabel(one)}</span>
                </PageLink>
                <RemoveButton
                  intent="remove-credential"
                  seen={version}
                  also={{ code: one.code }}
                  what={heldLabel(one)}
                />
              </div>,
            ],
          }))}
          empty="None yet."
        />
      </Section>
      <Section title="New to the field">
        <PartForm intent="save-practicode" seen={version}>
          <Choice
            type="checkbox"
            id="practicode"
            name="practicode"
            option={{
              value: "on",
              label: "I have finished Practicode or an externship",
              help: "Some jobs take apprentices (CPC-A, COC-A, CCA) who have.",
            }}
            defaultChecked={profile.practicode}
          />
          <Buttons>
            <Button>Save</Button>
          </Buttons>
        </PartForm>
      </Section>
    </>
  );
}

function CredentialForm({ seen, held }: { seen: number; held: ProfileCredential | undefined }) {
  const { form, fields, pending, attempt } = useBoardForm<
    Record<"code" | "apprentice" | "number" | "expiresOn", string>
  >(
    "credential",
    held && {
      code: held.code,
      apprentice: held.apprentice ? "on" : undefined,
      number: held.number ?? undefined,
      expiresOn: held.expiresOn ?? undefined,
    },
  );
  const labelled = [
    { label: "Credential", field: fields.code },
    { label: "Id", field: fields.number },
    { label: "Holds until", field: fields.expiresOn },
  ];
  const status = held && credentialByCode(held.code)?.apprenticeStatus;
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <Section title={held ? `Change ${heldLabel(held)}` : "Add one"}>
        <PartForm
          id={form.id}
          intent="save-credential"
          seen={seen}
          also={held ? { was: held.code, code: held.code } : {}}
        >
          {held ? null : (
            <SelectField field={fields.code} label="Credential" options={byBody} placeholder="Choose a credential" />
          )}
          {held && !status ? null : (
            <Choice
              type="checkbox"
              id={fields.apprentice.id}
              name="apprentice"
              option={{
                value: "on",
                label: status ? `With apprentice status (${status})` : "With apprentice status (CPC-A, COC-A)",
                help: "AAPC lifts it after two years of work, or for education and Practicode.",
              }}
              defaultChecked={fields.apprentice.initialValue === "on"}
            />
          )}
          <TextField
            field={fields.number}
            label="Id"
            help="Your member or certificate number, if you want employers to check it. Those you apply to see it, if you show them your profile; who finds you in a search does not."
            autoComplete="off"
            markOptional
          />
          <TextField
            field={fields.expiresOn}
            type="date"
            label="Holds until"
            help="After that day it no longer counts."
            placeholder="2027-03-31"
            markOptional
          />
          <Buttons>
            <Button variant="go" pending={pending}>
              {held ? "Save the credential" : "Add the credential"}
            </Button>
            {held ? <ButtonLink to={paths.profilePart("credentials")}>Leave it as it is</ButtonLink> : null}
          </Buttons>
        </PartForm>
      </Section>
    </>
  );
}
