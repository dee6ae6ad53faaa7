import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { nameSchema } from "~/accounts/account-forms.ts";
import { editAccount } from "~/accounts/edit-account.server.ts";
import { showFactor } from "~/accounts/set-up-factor.server.ts";
import { listSessions, revokeSession } from "~/accounts/sessions.server.ts";
import { FactorState } from "~/accounts/components/factor-parts.tsx";
import { listEmployersOfAccount } from "~/employers/find-employer.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Time } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Your account – CareerCenter" }];

/** The signed-in person only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const visitor = await readVisitor(request);
  const [sessions, employers, factor] = await Promise.all([
    listSessions(database(), account.id),
    listEmployersOfAccount(database(), account.id),
    showFactor(database(), account),
  ]);
  return {
    account: { name: account.name, email: account.email },
    factor: factor.on,
    employers: employers.map(({ id, name, role }) => ({ id, name, role })),
    sessions: sessions.map((session) => ({ ...session, here: session.publicId === visitor?.sessionPublicId })),
    now: now(),
  };
}

const accountForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), name: nameSchema }),
  z.object({ intent: z.literal("sign-out-device"), session: z.string() }),
]);

/** The signed-in person only. */
export async function action({ request }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  return answerForm(request, accountForm, async (value) => {
    const done = async (text: string) =>
      redirect(paths.account(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
    if (value.intent === "save") {
      await editAccount(database(), account.id, { name: value.name });
      return done("Your name is saved.");
    }
    const session = parseId<"session">(value.session);
    if (session) await revokeSession(database(), account.id, session);
    return done("That device is signed out.");
  });
}

export default function AccountPage() {
  const { account, factor, employers, sessions, now } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ name: string }>("account", { name: account.name });
  return (
    <Page title="Your account">
      <ErrorSummary
        errors={summaryErrors([{ label: "Your name", field: fields.name }], form.errors)}
        attempt={attempt}
      />
      <Section title="You">
        <div className="stack">
          <Form method="post" id={form.id} className="stack narrow" noValidate>
            <TextField
              field={fields.name}
              label="Your name"
              autoComplete="name"
              help="Employers see it when you apply."
            />
            <Button name="intent" value="save" pending={pending}>
              Save your name
            </Button>
          </Form>
          <DefinitionList items={[{ term: "E-mail", value: account.email }]} />
          <Buttons>
            <ButtonLink to={paths.profile()}>See your profile</ButtonLink>
            <ButtonLink to={paths.jobs("fit=qualified")}>Jobs I qualify for</ButtonLink>
            <ButtonLink to={paths.alerts()}>See your alerts</ButtonLink>
            <ButtonLink to={paths.changeEmail()}>Change the address</ButtonLink>
            <ButtonLink to={paths.forgotPassword()}>Change the password</ButtonLink>
          </Buttons>
        </div>
      </Section>
      <Section title="Second factor">
        <div className="stack">
          <FactorState on={factor} now={now} />
          <ButtonLink to={paths.factor()}>{factor ? "Change it" : "Set it up"}</ButtonLink>
        </div>
      </Section>
      <Section title="Organizations">
        <div className="stack">
          <DataTable
            caption="Organizations you post jobs for"
            captionHidden
            columns={[
              { key: "name", label: "Organization" },
              { key: "role", label: "Your role" },
            ]}
            rows={employers.map(({ id, name, role }) => ({
              key: id,
              cells: [name, role === "owner" ? "Owner" : "Recruiter"],
            }))}
            empty="You post for nobody yet."
          />
          <ButtonLink to={paths.desk()}>Go to the employer desk</ButtonLink>
        </div>
      </Section>
      <Section title="Your data">
        <div className="stack">
          <p className="narrow">Download everything that is kept of you, or delete the account.</p>
          <div>
            <ButtonLink to={paths.myData()}>See your data</ButtonLink>
          </div>
        </div>
      </Section>
      <Section title="Where you are signed in">
        <DataTable
          caption="Devices with an open session"
          captionHidden
          columns={[
            { key: "device", label: "Device" },
            { key: "since", label: "Since" },
            { key: "act", label: "Sign out" },
          ]}
          rows={sessions.map((session) => ({
            key: session.publicId,
            cells: [
              deviceName(session.userAgent),
              <Time key="since" at={session.createdAt} now={now} />,
              session.here ? (
                "This device"
              ) : (
                <Form key="act" method="post">
                  <input type="hidden" name="session" value={session.publicId} />
                  <Button name="intent" value="sign-out-device" variant="text">
                    Sign out
                  </Button>
                </Form>
              ),
            ],
          }))}
        />
      </Section>
    </Page>
  );
}

/** A device in words that its owner recognizes, from its User-Agent. */
function deviceName(userAgent: string): string {
  const browser = /Firefox|Edg|OPR|Chrome|Safari/.exec(userAgent)?.[0] ?? "Unknown browser";
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera" };
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(userAgent)?.[0];
  return [names[browser] ?? browser, system && `on ${system.replace("Mac OS X", "a Mac")}`].filter(Boolean).join(" ");
}
