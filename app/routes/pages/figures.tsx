import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { publicDataHeaders } from "~/http/search-answer.server.ts";
import { DecisionsByMonth, Freshness, ReplyRates, Reports, Waits } from "~/moderation/components/public-figures.tsx";
import { readFiguresOfDay } from "~/moderation/read-figures.server.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

/** Public: the same for everybody until the UTC day is over. */
export async function loader({ request }: LoaderFunctionArgs) {
  const figures = await readFiguresOfDay(database());
  const canonical = absolute(env().BASE_URL, paths.figures());
  return data({ figures, canonical }, { headers: publicDataHeaders(request) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "How we moderate, in figures",
    description: "How many jobs are approved and rejected here, how long that takes, and how employers answer.",
    canonical: page?.canonical ?? paths.figures(),
  });

export default function Figures() {
  const { figures } = useLoaderData<typeof loader>();
  return (
    <Page
      title="How we moderate, in figures"
      lead={`Counted once a day, up to the beginning of ${formatDate(figures.until)} (UTC). Nothing is said where fewer than five cases are behind it.`}
    >
      <Section title="How long a decision takes">
        <Waits waiting={figures.waiting} />
      </Section>
      <Section title="What was decided">
        <DecisionsByMonth months={figures.months} csv={paths.figuresCsv()} />
      </Section>
      <Section title="What people reported">
        <Reports reports={figures.reports} />
      </Section>
      <Section title="Whether employers answer">
        <ReplyRates replies={figures.replies} />
      </Section>
      <Section title="Whether jobs are still open">
        <Freshness figures={figures} />
      </Section>
      <p>
        <Link to={paths.howReviewWorks()}>How review works</Link>
      </p>
    </Page>
  );
}
