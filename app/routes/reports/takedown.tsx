import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { postalAddress, takedownContact } from "~/http/board-contact.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { parseTold } from "~/moderation/components/report-form.tsx";
import { TakedownForm } from "~/moderation/components/takedown-form.tsx";
import { fileTakedown } from "~/moderation/reports/file-report.server.ts";
import { takedownForm } from "~/moderation/reports/report-forms.ts";
import { MAIL_FAILED } from "~/moderation/reports/report.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { PostalAddress } from "~/ui/postal-address.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "Takedown requests",
    description: "How to have a text, a picture, a name or personal data removed from CareerCenter.",
    canonical: page?.canonical ?? paths.takedown(),
  });

/** Public. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = (await readVisitor(request))?.account;
  return {
    told: parseTold(new URL(request.url).searchParams.get("told")),
    known: account && { name: account.name, email: account.email },
    contact: await takedownContact(),
    postal: await postalAddress(),
    canonical: absolute(env().BASE_URL, paths.takedown()),
  };
}

/** Public, within limits. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = (await readVisitor(request))?.account;
  return answerForm(request, takedownForm, async ({ basis, material, body, name, email }) => {
    const reporter = { clientAddress: context.clientAddress, accountId: account?.id, email };
    const { told, mail } = await fileTakedown(database(), reporter, { basis, material, body, name });
    const headers = mail === false ? { "Set-Cookie": await setFlash({ kind: "warn", text: MAIL_FAILED }) } : undefined;
    return redirect(paths.takedown(told), headers && { headers });
  });
}

export default function Takedown() {
  const { told, known, contact, postal } = useLoaderData<typeof loader>();
  return (
    <Page title="Takedown requests" lead="If something on this board is yours and should not be here, say so.">
      <Section title="What to send">
        <div className="prose">
          <ul>
            <li>
              <b>A text, a logo or a picture.</b> A notice under 17 U.S.C. § 512(c)(3) names the work, says where on
              this board it is, how you can be reached, that you believe in good faith that its use is not allowed, that
              the notice is accurate and, under penalty of perjury, that you may act for the owner, and it is signed.
              The form below asks for all of it; your typed name is the signature.
            </li>
            <li>
              <b>Your name, or your organization’s.</b> Say who you are and what is posted in your name. If the
              employer’s page is yours, you can also claim it there.
            </li>
            <li>
              <b>Personal data.</b> Say which data of whom is shown, and where. You need not say why you want it
              removed.
            </li>
          </ul>
          <p>
            A person reads each request, and you hear what came of it. What is plainly right is removed at once; whoever
            posted it is told why, not by whom, and may object. Who knowingly misstates something answers for it under
            17 U.S.C. § 512(f).
          </p>
          <p>
            You may also write to <a href={`mailto:${contact}`}>{contact}</a> with the same words
            {postal ? ", or by post to:" : ", or ask there for the postal address of whoever runs this board."}
          </p>
          <PostalAddress text={postal} />
        </div>
      </Section>
      <Section title="Send a request">
        <TakedownForm told={told} known={known} />
      </Section>
    </Page>
  );
}
