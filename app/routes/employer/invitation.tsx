import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  acceptInvitation,
  declineInvitation,
  findJoinedEmployer,
  readInvitation,
} from "~/employers/answer-invitation.server.ts";
import { roleHelp, roleWords } from "~/employers/member-roles.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { ErrorPage } from "~/ui/answers.tsx";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { Refused } from "~/ui/refused.tsx";

export const meta: MetaFunction = () => [
  { title: "Invitation – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/**
 * Whoever holds the mailed link, or is signed in with the invited address. For everybody else every invitation looks like
 * one that is gone, whether there is one or not.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = parseId<"invitation">(params.invitationId);
  const token = new URL(request.url).searchParams.get("token")?.slice(0, 200);
  const visitor = await readVisitor(request);
  if (!visitor && !token) throw redirect(paths.signIn(new URL(request.url).pathname.replace(/\.data$/, "")));
  const email = visitor?.account.email;
  const invitation = id && (await readInvitation(database(), id, { token, email }));
  if (invitation) {
    const audience = !visitor
      ? ("guest" as const)
      : email === invitation.email
        ? ("invited" as const)
        : ("other" as const);
    return data({ invitation, audience, email, now: now() });
  }
  const joined = id && visitor && (await findJoinedEmployer(database(), id, visitor.account.id));
  if (joined) throw redirect(paths.desk({ employer: joined }));
  return data({ invitation: undefined, now: now() }, { status: 404 });
}

const answers = z.object({ answer: z.enum(["accept", "decline"]) });

/** Whoever is signed in with the invited address; the use-case checks it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"invitation">(params.invitationId);
  const wish = readWish(await readForm(request), answers);
  if (!id || !wish) throw notFound();
  return answering(
    async () => {
      if (wish.answer === "decline") {
        await declineInvitation(database(), account.id, id);
        return redirect(paths.desk(), {
          headers: { "Set-Cookie": await setFlash({ kind: "done", text: "You declined the invitation." }) },
        });
      }
      const employer = await acceptInvitation(database(), account.id, id);
      const flash = await setFlash({ kind: "done", text: "You belong to the organization now. These are its jobs." });
      return redirect(paths.desk({ employer }), { headers: { "Set-Cookie": flash } });
    },
    (error) => ({ refused: error.message }),
  );
}

export default function Invitation() {
  const { invitation, now, ...more } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  if (!invitation)
    return (
      <ErrorPage
        status={404}
        title="This invitation does not work"
        text="It may have been answered, withdrawn, replaced by a newer one, or be too old; or it was sent to another address than yours. Ask whoever invited you to send it again."
        next={{ to: paths.desk(), label: "Go to your desk" }}
      />
    );
  const { employerName, role, verified, inviter, email, id, expiresAt } = invitation;
  const { audience, email: own } = { audience: "guest" as const, email: undefined, ...more };
  const here = paths.invitation(id);
  return (
    <Page
      title={`Join ${employerName}`}
      lead={`${inviter} invites you to post jobs and answer applicants in its name.`}
      width="form"
    >
      <Refused why={refused} />
      <DefinitionList
        items={[
          { term: "Organization", value: employerName },
          {
            term: "Verification",
            value: verified ? (
              <Mark kind="verified">Verified</Mark>
            ) : (
              "Not verified: join only if you know these people"
            ),
          },
          { term: "You become", value: `${roleWords[role]}. ${roleHelp[role]}` },
          { term: "Sent to", value: email },
          { term: "Works until", value: formatDate(expiresAt, now) },
        ]}
      />
      {audience === "invited" ? (
        <Form method="post" action={here}>
          <Buttons>
            <Button variant="go" name="answer" value="accept">
              Accept the invitation
            </Button>
            <Button variant="text" name="answer" value="decline">
              Decline
            </Button>
          </Buttons>
        </Form>
      ) : audience === "other" ? (
        <Note kind="warn" title="You are signed in with another address">
          The invitation was sent to {email}, and you are signed in as {own}. Sign out, then follow the link in the mail
          again with an account of that address.
        </Note>
      ) : (
        <>
          <p>Accept it with an account of this very address.</p>
          <Buttons>
            <ButtonLink variant="go" to={paths.signIn(here)}>
              Sign in
            </ButtonLink>
            <ButtonLink to={paths.signUp(here)}>Sign up</ButtonLink>
          </Buttons>
        </>
      )}
    </Page>
  );
}
