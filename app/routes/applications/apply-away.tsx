import { data, redirect, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NoMoreApplications } from "~/applications/components/apply-parts.tsx";
import { howToApply, takesApplications } from "~/applications/how-to-apply.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = () => [
  { title: "This job is over – CareerCenter" },
  { name: "robots", content: "noindex" },
];

const own = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow" };
export const headers: HeadersFunction = () => own;

/**
 * Public: counts the click and leads to where the job's employer takes applications, which is the address that the job
 * itself has and nothing that the request says. 410 for a job that is over.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const job = await showJob(database(), params.slug ?? "");
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw notFound();
  const { origin, sourceUrl, content } = job;
  const how = howToApply({ open: takesApplications(status!), origin, sourceUrl, apply: content.apply });
  if (how.how === "board") throw redirect(paths.apply(job.slug));
  if (how.how === "over") return data({ title: content.title, slug: job.slug }, { status: 410 });
  const to = how.byMail ? `${encodeURI(how.to)}?subject=${encodeURIComponent(content.title)}` : new URL(how.to).href;
  if (!/^(?:https?|mailto):/.test(to)) throw notFound();
  countDeed("click", job.id, request, context.clientAddress);
  throw redirect(to, { status: 303, headers: own });
}

export default function ApplyAway() {
  const { title, slug } = useLoaderData<typeof loader>();
  return (
    <Page title={`Apply: ${title}`} width="form" crumb={{ to: paths.job(slug), label: "The job" }}>
      <NoMoreApplications />
    </Page>
  );
}
