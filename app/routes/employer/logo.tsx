import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { changeLogo, removeLogo } from "~/employers/change-logo.server.ts";
import { EmployerLogo } from "~/employers/components/employer-logo.tsx";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { LOGO_ACCEPT, LOGO_SIDE, MAX_LOGO_BYTES } from "~/platform/files/logo-file.ts";
import { makeLogo } from "~/platform/files/make-logo.server.ts";
import { parseUploadOf, UploadError } from "~/platform/files/parse-upload.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary } from "~/ui/notes.tsx";
import { FileField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Logo of ${page?.employer.name ?? "an organization"} – CareerCenter` },
];

async function memberOf(request: Request, id: string | undefined) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(id);
  const employer = employerId && (await findEmployerForMember(database(), account.id, employerId));
  if (!employer) throw notFound();
  return { account, employer };
}

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAccount(request);
  const { id, name, role, logoFileId } = (await memberOf(request, params.employerId)).employer;
  return { employer: { id, name, logoFileId }, owner: role === "owner" };
}

const logoForm = z.object({ intent: z.enum(["save", "remove"]) });

/** Owners of the organization; the use-case says so to recruiters. Nothing of the body is read for anybody else. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  await requireAccount(request);
  const { account, employer } = await memberOf(request, params.employerId);
  const by = { accountId: account.id, employerId: employer.id };
  const done = async (text: string) => {
    await catchUpWithWrites();
    const flash = await setFlash({ kind: "done", text });
    return redirect(paths.organizationLogo(employer.id), { headers: { "Set-Cookie": flash } });
  };
  return answering(
    async () => {
      try {
        const options = { fileFields: ["logo"], maxFileSize: MAX_LOGO_BYTES, sniff: makeLogo };
        const { formData, files } = await parseUploadOf(request, options);
        const wish = readWish(formData, logoForm);
        if (!wish) return data({ refused: "This page does not know that. Choose again." }, { status: 400 });
        if (wish.intent === "remove") {
          await removeLogo(database(), by);
          return await done("The logo is taken away.");
        }
        const logo = files.get("logo")?.verdict;
        if (!logo) return data({ refused: "Choose a picture first." }, { status: 400 });
        await changeLogo(database(), { ...by, logo, clientAddress: context.clientAddress });
        return await done("The logo is saved.");
      } catch (error) {
        if (!(error instanceof UploadError)) throw error;
        return data({ refused: error.message }, { status: error.status });
      }
    },
    (error) => ({ refused: error.message }),
  );
}

export default function Logo() {
  const { employer, owner } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pending = useNavigation().state === "submitting";
  const refused = answer?.refused;
  const field = { id: "logo", name: "logo", errors: refused ? [refused] : [], required: true };
  return (
    <Page
      title={employer.name}
      lead="The logo stands on its public page."
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <OrganizationTabs id={employer.id} current="logo" />
      <ErrorSummary
        errors={refused ? [{ id: "logo", message: `Logo: ${refused}` }] : []}
        attempt={answer}
        title="The logo was not saved"
      />
      <Section title="Logo">
        {employer.logoFileId ? (
          <p className="logo-now">
            <EmployerLogo id={employer.logoFileId} />
            <span>This is the logo now.</span>
          </p>
        ) : (
          <p className="quiet">There is no logo yet.</p>
        )}
        {owner ? (
          <Form
            key={employer.logoFileId}
            method="post"
            encType="multipart/form-data"
            className="form narrow"
            noValidate
          >
            <FileField
              field={field}
              label={employer.logoFileId ? "Another logo" : "Logo"}
              accept={LOGO_ACCEPT}
              help={`A PNG, JPEG or WebP picture of at most 2 MB. We draw it anew, at most ${LOGO_SIDE} pixels wide and high.`}
            />
            <Buttons>
              <Button variant="go" name="intent" value="save" pending={pending}>
                Save the logo
              </Button>
              {employer.logoFileId ? (
                <Button variant="text" name="intent" value="remove">
                  Take it away
                </Button>
              ) : null}
            </Buttons>
          </Form>
        ) : (
          <p className="quiet">An owner of the organization changes it.</p>
        )}
      </Section>
    </Page>
  );
}
