import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { showSinglePostPrice } from "~/billing/show-price.server.ts";
import { pageMeta } from "~/distribution/page-meta.ts";
import { boardContact } from "~/http/board-contact.server.ts";
import { publicDataHeaders } from "~/http/search-answer.server.ts";
import { CONFIRMATION_DAYS } from "~/jobs/job.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";

/** Public. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { priceCents, days } = await showSinglePostPrice(database());
  return data(
    {
      price: formatMoney(priceCents),
      days,
      confirmation: CONFIRMATION_DAYS,
      contact: await boardContact(),
      canonical: absolute(env().BASE_URL, paths.howReviewWorks()),
    },
    { headers: publicDataHeaders(request) },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "How review works",
    description:
      "What a moderator checks before a job is listed, what a rejected job costs (nothing), and what verified, unverified and imported mean.",
    canonical: page?.canonical ?? paths.howReviewWorks(),
  });

export default function HowReviewWorks() {
  const { price, days, confirmation, contact } = useLoaderData<typeof loader>();
  return (
    <Page
      title="How review works"
      lead="Every job that an employer posts here is read by a person before anybody else sees it."
    >
      <Section title="What is checked">
        <ul className="plain">
          <li>
            The job is one of this field: coding, auditing, CDI, risk adjustment, billing and what belongs to them.
          </li>
          <li>
            The pay is a range that a person can be paid, in the unit that is stated. A very wide one needs a reason.
          </li>
          <li>The credential rule and the answer to apprentices are there and agree with the text.</li>
          <li>A remote job says which states are open; a job on site says where it is.</li>
          <li>Whoever posts speaks for the organization, and the address to apply at is its own.</li>
          <li>Nothing asks seekers for money, for bank details or for work before they are hired.</li>
        </ul>
      </Section>
      <Section title="What can come of it">
        <dl className="work">
          <dt>Approved</dt>
          <dd>The card is charged, and the job is listed at once for {days} days.</dd>
          <dt>Changes asked for</dt>
          <dd>
            The moderator says what. The job comes back to the queue when it is corrected; nothing is charged meanwhile.
          </dd>
          <dt>Rejected</dt>
          <dd>The moderator writes why, and the authorization is let go.</dd>
        </dl>
        <p className="btns">
          <Link to={paths.figures()}>How often which, and how long it takes, in figures</Link>
        </p>
      </Section>
      <Section title="What it costs" id="cost">
        <div className="prose">
          <p>
            A single post is {price}. Submitting it authorizes that amount on your card, approval charges it.{" "}
            <b>A rejected or withdrawn job costs nothing.</b> An authorization lives about a week; if it ended before
            anybody had decided, you would be asked to authorize again, never charged without.
          </p>
        </div>
      </Section>
      <Section title="While it is listed">
        <div className="prose">
          <p>
            What was approved is what stays: when the employer edits the title, the text, the pay, where to apply or any
            other words, the job stays as it is until a moderator has read the edit. What is only chosen or counted,
            such as the states that are open, changes at once, and is in our log. The employer confirms every{" "}
            {confirmation} days that the job is open. Without that it leaves the lists: the date of the last word stands
            on every card. It leaves them as well when its apply address was gone at every look for two days. When its
            term has ended it may be renewed: it is read and paid for once more.
          </p>
          <p>
            What you think is wrong with a job, report with the link on its page, with or without an account. A person
            reads it and decides, and you hear what came of it; the employer never learns who reported it. A job that is
            wrong is suspended or taken down for good, an employer that deceives is banned. Either may appeal, and
            another moderator then looks. What is yours and should not be here, name in a{" "}
            <Link to={paths.takedown()}>takedown request</Link>.
          </p>
        </div>
      </Section>
      <Section title="The labels" id="labels">
        <dl className="work">
          <dt>
            <Mark kind="verified">Verified</Mark>
          </dt>
          <dd>
            The employer has shown by an address at its domain, or by an entry in its DNS, that it is who it says.
          </dd>
          <dt>No label</dt>
          <dd>A moderator has read the job, and the employer has not yet proved its domain.</dd>
          <dt>Featured</dt>
          <dd>The employer paid to stand further up. It changes nothing of what is checked.</dd>
          <dt>Derived</dt>
          <dd>
            The board computed the figure from what the employer states; it is never put in the markup for search
            engines.
          </dd>
          <dt>Not stated</dt>
          <dd>Nobody said. The board fills nothing in.</dd>
        </dl>
      </Section>
      <Section title="Imported listings" id="imported">
        <div className="prose">
          <p>
            Some listings were not posted here but taken over from a public source by an admin, with the permission
            recorded. They are labelled <b>unverified</b>, apply at their source, are kept out of search engines, and
            say <i>not stated</i> wherever the source is silent.
          </p>
          <p>
            If such a listing is yours, you may claim its employer on the employer’s page: whoever shows that they speak
            for it acts for it here, its listings included. Or have it removed by a{" "}
            <Link to={paths.takedown()}>takedown request</Link>, or by writing to{" "}
            <a href={`mailto:${contact}`}>{contact}</a> with the listing’s address. Either costs nothing.
          </p>
        </div>
      </Section>
    </Page>
  );
}
