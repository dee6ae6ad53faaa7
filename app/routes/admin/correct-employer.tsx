import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { CorrectForm, UnverifyForm } from "~/admin/components/correct-forms.tsx";
import { correctEmployer, takeVerification } from "~/employers/correct-employer.server.ts";
import { employerSchema } from "~/employers/employer.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Correct ${page?.employer.name ?? "an employer"} – CareerCenter` },
];

const why = {
  reason: z
    .string({ error: "Say why." })
    .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
    .min(1, "Say why.")
    .max(500, "Use at most 500 characters."),
  factor: factorCodeSchema,
};
const correctForm = z.discriminatedUnion("act", [
  z.object({
    ...why,
    ...employerSchema.pick({ name: true, website: true }).shape,
    act: z.literal("correct"),
    seen: z.coerce.number().int().min(1).max(1_000_000_000),
  }),
  z.object({ ...why, act: z.literal("unverify") }),
]);

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const id = parseId<"employer">(params.employerId);
  const found = id && (await findEmployer(database(), id));
  if (!found) throw notFound();
  const { name, website, version, verification } = found;
  const asksBack = new URL(request.url).searchParams.get("ask") === "unverify" && verification !== "unverified";
  return { employer: { id, name, website, version }, asksBack, asked: await asksForFactor(request) };
}

/** Admins only. Each act is confirmed by its own page and written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const employerId = parseId<"employer">(params.employerId);
  if (!employerId) throw notFound();
  return answerForm(request, correctForm, async (form) => {
    await confirmSensitiveAct(request, form.factor);
    const act = { employerId, reason: form.reason, adminId: admin.id };
    const done =
      form.act === "correct"
        ? await correctEmployer(database(), { ...act, name: form.name, website: form.website, seen: form.seen })
        : await takeVerification(database(), act);
    await catchUpWithWrites();
    const text = done ? "It is done, and the owners are told by mail." : "It was so already; nothing was done.";
    const flash = await setFlash({ kind: "done", text });
    return redirect(paths.adminEmployer(employerId), { headers: { "Set-Cookie": flash } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function CorrectEmployerPage() {
  const { employer, asksBack, asked } = useLoaderData<typeof loader>();
  return (
    <Page
      title={asksBack ? "Take the verification back" : "Correct an employer"}
      lead={employer.name}
      crumb={{ to: paths.adminEmployer(employer.id), label: employer.name }}
      width="form"
    >
      <AdminTabs current="employers" />
      {asksBack ? (
        <UnverifyForm employer={employer} asked={asked} />
      ) : (
        <CorrectForm employer={employer} asked={asked} />
      )}
    </Page>
  );
}
