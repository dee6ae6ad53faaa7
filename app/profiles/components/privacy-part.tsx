import { paths } from "~/platform/paths.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { Choice } from "~/ui/choice-fields.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { visibilities, type Profile, type Visibility } from "../profile.ts";
import { PartForm, RemoveButton } from "./part-form.tsx";

const helps: Record<Visibility, string> = {
  hidden: "It serves you alone: to tell which jobs you qualify for.",
  applied: "They see it beside your application.",
  verified:
    "Those with a plan may find you, without your name, and write to you through the board. You see who looked.",
};

/** Who sees the profile, and which employers never do. */
export function PrivacyPart({ profile }: { profile: Profile }) {
  const { version } = profile;
  const { form, fields, pending, attempt } = useBoardForm<{ employer: string }>("block");
  return (
    <>
      <ErrorSummary
        errors={summaryErrors([{ label: "Employer", field: fields.employer }], form.errors)}
        attempt={attempt}
      />
      <Section title="Who sees it">
        <PartForm intent="save-visibility" seen={version}>
          <fieldset className="field">
            <legend className="label">Who sees your profile</legend>
            <div className="choice">
              {visibilities.entries.map(({ code, label }) => (
                <Choice
                  key={code}
                  type="radio"
                  framed
                  id={`visibility-${code}`}
                  name="visibility"
                  option={{ value: code, label, help: helps[code] }}
                  defaultChecked={profile.visibility === code}
                />
              ))}
            </div>
          </fieldset>
          <p className="help">
            <PageLink to={paths.looks()}>See which employers looked at you</PageLink>
          </p>
          <Buttons>
            <Button variant="go">Save who sees it</Button>
          </Buttons>
        </PartForm>
      </Section>
      <Section title="Blocked employers">
        <div className="stack stack--wide">
          <p>An employer that you block never sees your profile, whatever is chosen above. It is not told.</p>
          <PartForm id={form.id} intent="block" seen={version}>
            <TextField
              field={fields.employer}
              label="Employer"
              help="Its name as on its page, or the address of that page."
              autoComplete="off"
            />
            <Buttons>
              <Button pending={pending}>Block the employer</Button>
            </Buttons>
          </PartForm>
          <DataTable
            caption="Employers you have blocked"
            captionHidden
            columns={[
              { key: "name", label: "Employer" },
              { key: "acts", label: "Unblock" },
            ]}
            rows={profile.blocked.map(({ id, name, slug }) => ({
              key: id,
              cells: [
                <PageLink key="name" to={paths.employer(slug)}>
                  {name}
                </PageLink>,
                <RemoveButton key="acts" intent="unblock" seen={version} also={{ employerId: id }} what={name}>
                  Unblock
                </RemoveButton>,
              ],
            }))}
            empty="None."
          />
        </div>
      </Section>
    </>
  );
}
