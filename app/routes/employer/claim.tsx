import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { claimForm } from "~/employers/claim-forms.ts";
import { ClaimFields, claimLabels, OpenClaim, type OwnClaim } from "~/employers/components/claim-parts.tsx";
import { isClaimable } from "~/employers/claim.ts";
import { confirmClaimAddress } from "~/employers/confirm-claim-address.server.ts";
import { fileClaim, findNewestClaim, withdrawClaim } from "~/employers/file-claim.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { showEmployer } from "~/jobs/show-employer.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Claim ${page?.employer.name ?? "an organization"} – CareerCenter` },
  { name: "robots", content: "noindex" },
];

/** An employer that the public knows, and that stands for somebody in particular. */
async function claimable(slug: string | undefined) {
  const employer = await showEmployer(database(), slug ?? "");
  if (!employer || !isClaimable(employer)) throw notFound();
  return employer;
}

/** Whoever is signed in; members are sent to their desk. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const { id, name, slug } = await claimable(params.slug);
  if (await findEmployerForMember(database(), account.id, id)) throw redirect(paths.desk({ employer: id }));
  const newest = await findNewestClaim(database(), id, account.id);
  const open: OwnClaim | undefined =
    newest?.state === "open"
      ? {
          at: newest.created_at,
          evidence: newest.evidence,
          workEmail: newest.work_email,
          confirmed: newest.work_confirmed_at !== null || newest.work_email === account.email,
        }
      : undefined;
  const token = new URL(request.url).searchParams.get("token")?.slice(0, 200);
  const refused = newest?.state === "rejected" ? newest.reason : undefined;
  return { employer: { name, slug }, email: account.email, open, token, refused, now: now() };
}

/** Whoever is signed in. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const { id: employerId, slug } = await claimable(params.slug);
  return answerForm(request, claimForm, async (form) => {
    const by = { accountId: account.id, employerId, clientAddress: context.clientAddress };
    if (form.intent === "claim") await fileClaim(database(), { ...by, ...form });
    else if (form.intent === "confirm") await confirmClaimAddress(database(), account.id, employerId, form.token);
    else await withdrawClaim(database(), account.id, employerId);
    return redirect(paths.claim(slug), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text: done[form.intent] }) },
    });
  });
}

const done = {
  claim: "Your claim is with the moderators. They answer by mail.",
  confirm: "Your address at work is confirmed.",
  withdraw: "Your claim is withdrawn.",
};

/** What was decided meanwhile is shown as it stands. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ClaimPage() {
  const { employer, email, open, token, refused, now } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ workEmail: string; evidence: string }>("claim", {
    workEmail: email,
  });
  const labelled = (["workEmail", "evidence"] as const).map((name) => ({
    label: claimLabels[name],
    field: fields[name],
  }));
  return (
    <Page
      title={`Do you belong to ${employer.name}?`}
      lead="Tell a moderator how one can see it. They look at every claim before anybody posts in its name."
      crumb={{ to: paths.employer(employer.slug), label: employer.name }}
      width="form"
    >
      <ErrorSummary
        errors={attempt ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="Your claim was not sent"
      />
      {open ? (
        <OpenClaim claim={open} token={token} to={paths.claim(employer.slug)} now={now} />
      ) : (
        <>
          {refused ? (
            <Note kind="warn" title="Your last claim was not approved" className="invited">
              <p className="said-by">{refused}</p>
            </Note>
          ) : null}
          <Form method="post" id={form.id} className="form" noValidate>
            <ClaimFields fields={fields} own={email} />
            <div className="btns">
              <Button variant="go" name="intent" value="claim" pending={pending}>
                Send the claim to a moderator
              </Button>
            </div>
          </Form>
        </>
      )}
    </Page>
  );
}
