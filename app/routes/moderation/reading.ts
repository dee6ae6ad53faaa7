import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { notFound } from "~/http/answer-error.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { keepReading, leaveReading } from "~/moderation/take-reading.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

const readingForm = z.object({ deed: z.enum(["keep", "leave"]) });
const headers = { "Cache-Control": "private, no-store" };

/**
 * Staff only. The page of a job that is read says that its moderator is at work, and hears until when the job is theirs
 * (409 when it is not any more); or that it was left.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const moderator = await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  const wish = readWish(await readForm(request), readingForm);
  if (!jobId || !wish) throw notFound();
  const who = { jobId, moderatorId: moderator.id };
  if (wish.deed === "leave") {
    await leaveReading(database(), who);
    return new Response(null, { status: 204, headers });
  }
  const until = await keepReading(database(), who);
  return new Response(until?.toISOString() ?? null, { status: until ? 200 : 409, headers });
}
