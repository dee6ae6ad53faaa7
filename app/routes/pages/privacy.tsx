import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { consentPage } from "~/http/consent-page.server.ts";
import { paths } from "~/platform/paths.ts";
import { keptData } from "~/settings/kept-data.ts";
import { DataTable } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { PostalAddress } from "~/ui/postal-address.tsx";

/** Public. */
export function loader({ request }: LoaderFunctionArgs) {
  return consentPage(request, paths.privacy());
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "Privacy",
    description: "What CareerCenter stores about you, why, for how long, who sees it, and what you may ask for.",
    canonical: page?.canonical ?? paths.privacy(),
  });

export default function Privacy() {
  const { version, contact, postal, kept } = useLoaderData<typeof loader>();
  const mail = <a href={`mailto:${contact}`}>{contact}</a>;
  return (
    <Page
      title="Privacy"
      lead={`Version ${version}. What is stored about you, why, for how long, and what you may ask for.`}
    >
      <Section title="In short">
        <div className="prose">
          <ul>
            <li>
              You search and read without an account, and nobody follows you: no advertising, no trackers, no analytics
              of others.
            </li>
            <li>What you send with an application goes to the employer you send it to, and to nobody else.</li>
            <li>We sell no data and lend none.</li>
            <li>Mails carry no tracking pixels.</li>
          </ul>
        </div>
      </Section>
      <Section title="What is kept">
        <DataTable
          caption="What is kept, why, and how long"
          captionHidden
          scrolls
          columns={[
            { key: "what", label: "What" },
            { key: "why", label: "Why" },
            { key: "long", label: "How long" },
          ]}
          rows={keptData(kept)}
        />
      </Section>
      <Section title="Who sees it">
        <div className="prose">
          <ul>
            <li>
              The members of the employer that you applied to see your application. Their notes and their rating of it
              only they see.
            </li>
            <li>
              If you let all verified employers see your profile, those of them who pay for a plan find it without your
              name, address and credential numbers. You see which of them looked. One that writes to you learns who you
              are only if you say yes.
            </li>
            <li>
              Moderators see posts, organizations and decisions; admins also accounts and orders, and each act of theirs
              is logged.
            </li>
            <li>
              Stripe takes the payments of employers, under its own terms. Card numbers go to Stripe and never to us.
            </li>
            <li>Those who run our servers and our mail, for us and by our instructions.</li>
            <li>Authorities, where the law obliges us.</li>
          </ul>
        </div>
      </Section>
      <Section title="Cookies">
        <div className="prose">
          <p>
            Four, all our own and all needed for what you asked for: <code>cc_session</code> keeps you signed in (30
            days), <code>cc_second</code> stands between your password and the code of your second factor (ten minutes),{" "}
            <code>cc_theme</code> remembers the colours you chose (a year), <code>cc_flash</code> carries one sentence
            to the next page (a minute). A visitor who does none of it has none.
          </p>
        </div>
      </Section>
      <Section title="How it is guarded">
        <div className="prose">
          <p>
            Résumés lie outside what the web server publishes and are served only to those who may see them. Passwords
            and sessions are stored as hashes. The log holds nothing that you typed.
          </p>
        </div>
      </Section>
      <Section title="Your rights">
        <div className="prose">
          <p>
            Ask, and we tell you what we hold about you, give you a copy, correct it, or delete it; you may object to a
            use and take back a consent. We answer within 30 days and charge nothing. What tax law makes us keep is kept
            until it may go. An application that you ask us to delete is gone for the employer too; what it printed or
            copied is its own to answer for.
          </p>
          <p>
            Write to {mail} from the address of your account. If our answer is wrong, the data protection authority or
            the attorney general of your state takes complaints.
          </p>
          <PostalAddress text={postal} />
        </div>
      </Section>
      <Section title="Changes">
        <div className="prose">
          <p>
            The version above changes with the text. Before a change that matters counts, we write to those who have an
            account.
          </p>
        </div>
      </Section>
    </Page>
  );
}
