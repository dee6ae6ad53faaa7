import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { buyPack } from "~/billing/buy-pack.server.ts";
import { buyPlan } from "~/billing/buy-plan.server.ts";
import { BillingPage } from "~/billing/components/billing-page.tsx";
import { openPortal } from "~/billing/open-portal.server.ts";
import { readBilling } from "~/billing/read-billing.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Billing of ${page.billing.employer.name}` : "Billing"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const search = new URL(request.url).searchParams;
  const page = {
    ordersBefore: parseId<"order">(search.get("orders")),
    linesBefore: parseId<"credit">(search.get("lines")),
    // Back from the portal: what was done there may be known to Stripe alone.
    askStripe: search.has("portal"),
  };
  const billing = id && (await readBilling(database(), account.id, id, page));
  if (!billing) throw notFound();
  return { billing, first: { orders: !page.ordersBefore, lines: !page.linesBefore }, now: now() };
}

const wishes = z.union([
  z.object({
    deed: z.enum(["buy", "subscribe"]),
    plan: z.string().max(40),
    seen: z.coerce.number().int(),
    another: z.literal("yes").optional(),
  }),
  z.object({ deed: z.literal("portal") }),
]);

/** Owners of the organization; the use-case says so to recruiters. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  if (!employerId) throw notFound();
  const wish = readWish(await readForm(request), wishes);
  return answering(
    async () => {
      if (!wish) return data({ refused: "This page does not know that. Choose again." }, { status: 400 });
      await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
      const who = { accountId: account.id, employerId };
      if (wish.deed === "portal") return redirect(await openPortal(database(), who));
      const { deed, plan: planCode, seen: seenCents, another } = wish;
      const wanted = { ...who, planCode, seenCents };
      const bought =
        deed === "subscribe"
          ? await buyPlan(database(), wanted)
          : await buyPack(database(), { ...wanted, another: another !== undefined });
      return redirect(bought.checkoutUrl ?? paths.order(bought.orderId));
    },
    (error) => ({ refused: error.message }),
  );
}

export default function EmployerBilling() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <BillingPage {...page} refused={answer?.refused} />;
}
