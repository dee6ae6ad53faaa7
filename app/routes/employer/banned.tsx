import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { boardContact } from "~/http/board-contact.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { OwnSanction } from "~/moderation/components/own-sanction.tsx";
import { appealForm } from "~/moderation/reports/report-forms.ts";
import { fileAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { readOwnBan } from "~/moderation/sanctions/read-own-sanction.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction = () => [{ title: "Your organization is banned – CareerCenter" }];

/** Members of the banned organization: all that they can reach of it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const own = id && (await readOwnBan(database(), id, account.id));
  if (!own) throw notFound();
  return { own, contact: await boardContact(), now: now() };
}

/** An owner's appeal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const own = id && (await readOwnBan(database(), id, account.id));
  if (!own) throw notFound();
  return answerForm(request, appealForm, async ({ body }) => {
    await countAttempt("appeal", { address: context.clientAddress, account: account.id });
    await fileAppeal(database(), { sanctionId: own.ban.id, accountId: account.id, body });
    const flash = await setFlash({
      kind: "done",
      text: "Your appeal has arrived. We write to the owners when it is decided.",
    });
    return redirect(paths.banned(id), { headers: { "Set-Cookie": flash } });
  });
}

/** A refused appeal is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function Banned() {
  const { own, contact, now } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${own.employer.name} is banned`}
      lead="Nobody can act for it here: its jobs are down, and its desk is closed."
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <Section title="What this means">
        <div className="prose">
          <p>
            {own.credits > 0 ? `${countOf(own.credits, "credit")} of it are held: they stay, and cannot be used. ` : ""}
            A monthly plan ends with the month that is paid, and nothing that was only authorized is charged. You
            yourself may go on: look for work, and act for your other organizations. What concerns money or data of
            yours, write to <a href={`mailto:${contact}`}>{contact}</a>.
          </p>
        </div>
      </Section>
      <OwnSanction own={own.ban} now={now} />
    </Page>
  );
}
