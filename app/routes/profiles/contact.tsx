import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { answerContact, blockContact } from "~/candidates/answer-contact.server.ts";
import { answerForm as answers } from "~/candidates/candidate-forms.ts";
import { OwnContactPage } from "~/candidates/components/own-contact.tsx";
import { showOwnContact } from "~/candidates/list-contacts.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { fileReport } from "~/moderation/reports/file-report.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.contact.employerName ?? "An employer"} wrote to you – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The person to whom it was written. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"contact">(params.contactId);
  const shown = id && (await showOwnContact(database(), account.id, id));
  if (!shown) throw notFound();
  return {
    ...shown,
    email: account.email,
    asked: new URL(request.url).searchParams.get("ask") === "block",
    now: now(),
  };
}

/** The person to whom it was written answers, or keeps the employer away and reports it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const contactId = parseId<"contact">(params.contactId);
  if (!contactId || !(await showOwnContact(database(), account.id, contactId))) throw notFound();
  return answerForm(request, answers, async (form) => {
    const done = async (text: string) =>
      redirect(paths.contact(contactId), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
    if (form.intent !== "block") {
      const resume = form.intent === "yes" ? (form.resume ?? null) : null;
      await answerContact(database(), account.id, { contactId, answer: form.intent, resume });
      return done(
        form.intent === "yes" ? "They have your name and your address now." : "They are not told who you are.",
      );
    }
    const body = form.body ?? "";
    if (form.report && body.length < 10)
      throw new DomainError("invalid", "Say in at least 10 characters what is wrong", "body");
    const { employerId } = await blockContact(database(), account.id, contactId);
    if (!form.report) return done("This employer never sees your profile again.");
    const reporter = { clientAddress: context.clientAddress, accountId: account.id, email: undefined };
    await fileReport(database(), reporter, { employerId }, { reason: "other", body });
    return done("This employer never sees your profile again, and a moderator looks at what you reported.");
  });
}

/** A refused answer shows how the message stands by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function Contact() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${page.contact.employerName} wrote to you`}
      lead={page.contact.title ? `About ${page.contact.title}.` : undefined}
      crumb={{ to: paths.looks(), label: "Who looked at you" }}
    >
      <OwnContactPage {...page} />
    </Page>
  );
}
