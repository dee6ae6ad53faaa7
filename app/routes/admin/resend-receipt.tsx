import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { orderTitle } from "~/billing/components/admin-order.tsx";
import { resendReceipt } from "~/billing/resend-receipt.server.ts";
import { findAdminOrder } from "~/billing/show-admin.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Send a receipt again – CareerCenter" }];

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const id = parseId<"order">(params.orderId);
  const order = id && (await findAdminOrder(database(), id));
  // An order that has no receipt has no such page.
  if (!order || order.receiptNumber === null) throw notFound();
  return { order, actId: newId<"mail-act">() as string };
}

/** Admins only. The page is the question; the act is written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const orderId = parseId<"order">(params.orderId);
  if (!orderId || !(await findAdminOrder(database(), orderId))) throw notFound();
  return answerForm(request, z.object({ id: z.string().max(40) }), async (form) => {
    const id = parseId<"mail-act">(form.id);
    if (!id) throw notFound();
    await resendReceipt(database(), { id, orderId, adminId: admin.id });
    const flash = await setFlash({ kind: "done", text: "The receipt is on its way." });
    return redirect(paths.adminOrder(orderId), { headers: { "Set-Cookie": flash } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ResendReceiptPage() {
  const { order, actId } = useLoaderData<typeof loader>();
  const { form, pending, attempt } = useBoardForm("receipt");
  return (
    <Page
      title="Send the receipt again"
      lead={order.employerName}
      crumb={{ to: paths.adminOrder(order.id), label: orderTitle(order) }}
      width="form"
    >
      <AdminTabs current="orders" />
      <Form method="post" action={paths.adminReceipt(order.id)} id={form.id} className="ask form">
        <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} title="Nothing was sent" />
        <input type="hidden" name="id" value={actId} />
        <Note kind="warn" title={`Mail the receipt of ${orderTitle(order)} again?`}>
          It goes to the owners of {order.employerName} and to whoever ordered, as at first. Nothing else happens.
        </Note>
        <Buttons>
          <Button variant="go" pending={pending}>
            Send the receipt
          </Button>
          <ButtonLink variant="text" to={paths.adminOrder(order.id)}>
            Not now
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  );
}
