import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { consentPage } from "~/http/consent-page.server.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { PostalAddress } from "~/ui/postal-address.tsx";

/** Public. */
export function loader({ request }: LoaderFunctionArgs) {
  return consentPage(request, paths.terms());
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "Terms",
    description: "What you may expect of CareerCenter, and what it expects of seekers and employers, in plain words.",
    canonical: page?.canonical ?? paths.terms(),
  });

export default function Terms() {
  const { version, contact, postal } = useLoaderData<typeof loader>();
  const mail = <a href={`mailto:${contact}`}>{contact}</a>;
  return (
    <Page
      title="Terms"
      lead={`Version ${version}. You agree to it when you sign up; your account keeps which version that was.`}
    >
      <Section title="What this is">
        <div className="prose">
          <p>
            CareerCenter lists jobs in medical coding and carries applications from seekers to employers. It employs
            nobody through these listings, is no agency, and is no party to what you agree with an employer.
          </p>
          <p>Searching and reading need no account and cost nothing. Applying costs seekers nothing, ever.</p>
        </div>
      </Section>
      <Section title="Your account">
        <div className="prose">
          <ul>
            <li>It is yours alone: one person, a true name, an e-mail address that you read.</li>
            <li>Keep the password to yourself. What is done with it counts as done by you until you tell us.</li>
            <li>You may end it at any time by writing to {mail}.</li>
          </ul>
        </div>
      </Section>
      <Section title="If you look for work">
        <div className="prose">
          <ul>
            <li>
              What you send with an application is true and your own: the résumé, the letter, the credentials you name.
            </li>
            <li>The employer you apply to gets what you send, and answers for how it treats it.</li>
            <li>You apply once to a job, and may withdraw at any time before it is decided.</li>
          </ul>
        </div>
      </Section>
      <Section title="If you post jobs">
        <div className="prose">
          <ul>
            <li>You speak for the organization you post for, and the job exists and is open.</li>
            <li>The pay, the credentials, the states and the production you state are what you will offer.</li>
            <li>You obey the laws on employment, equal opportunity and pay transparency of the places you hire in.</li>
            <li>You use what applicants send to decide on their application, and for nothing else.</li>
            <li>
              You ask nobody for money, for bank details before hiring, or for unpaid work as a test of more than an
              hour or so.
            </li>
            <li>You mark the job filled or closed when it is, and confirm every 14 days that it is open.</li>
          </ul>
        </div>
      </Section>
      <Section title="Review and payment">
        <div className="prose">
          <p>
            A moderator reads every post before it is listed and may ask for changes or reject it, with a reason. A
            single post is authorized on your card at submission and charged only when it is approved; a rejected or
            withdrawn one costs nothing. <Link to={paths.howReviewWorks()}>How review works</Link> says what is checked.
            The price is the one shown when you submit. Once a job was listed its price is not returned because few
            applied or because you closed it early; where we took it down by mistake, or the board was at fault, it is.
          </p>
        </div>
      </Section>
      <Section title="What is not allowed">
        <div className="prose">
          <ul>
            <li>Jobs that do not exist, that cost the seeker money, or that hide who hires.</li>
            <li>Collecting what people published here to write to them about something else.</li>
            <li>Getting around limits, other people’s accounts, or the security of the board.</li>
          </ul>
          <p>
            We take down what breaks these rules and may close the account behind it. We say why, unless that would harm
            somebody. You can appeal on the page of the job or of the organization, or by writing to {mail}; another
            moderator then looks. Rights of others are asserted by a <Link to={paths.takedown()}>takedown request</Link>
            .
          </p>
        </div>
      </Section>
      <Section title="What we answer for">
        <div className="prose">
          <p>
            We read posts with care and say what is verified and what is not, but cannot promise that every statement of
            an employer or a seeker is right, nor that the board is never down. For what we cause by intent or gross
            carelessness we answer as the law says; beyond that, at most for what you paid us in the twelve months
            before.
          </p>
        </div>
      </Section>
      <Section title="Changes">
        <div className="prose">
          <p>
            When these terms change in substance, the version above changes and we write to those who have an account,
            14 days before it counts. Questions go to {mail}.
          </p>
          <PostalAddress text={postal} />
        </div>
      </Section>
    </Page>
  );
}
