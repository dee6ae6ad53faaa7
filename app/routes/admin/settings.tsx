import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { ConfirmSetting, SettingForm, SettingList, type SettingAsk } from "~/admin/components/settings.tsx";
import { countErasable, MOST_COUNTED_ERASABLE } from "~/admin/count-erasable.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm, readForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { changeSetting } from "~/settings/change-setting.server.ts";
import { settingSchema } from "~/settings/setting-form.ts";
import { isDaysName, isSettingName, type SettingName } from "~/settings/settings.ts";
import { showSettings, type ShownSetting } from "~/settings/show-settings.server.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Settings – CareerCenter" }];

/** The setting that the address asks about. */
function askedName(request: Request): SettingName | undefined {
  const name = new URL(request.url).searchParams.get("ask");
  return isSettingName(name) ? name : undefined;
}

/** The value that the address asks to confirm, and what it would erase; undefined where it names none that may be. */
async function askOf(request: Request, name: SettingName, shown: ShownSetting): Promise<SettingAsk | undefined> {
  const typed = new URL(request.url).searchParams.get("to");
  const to = typed === null ? undefined : settingSchema(name).safeParse(typed).data;
  if (to === undefined) return undefined;
  if (!isDaysName(name) || Number(to) >= Number(shown.value)) return { to };
  const erases = await countErasable(database(), name, Number(to));
  return { to, erases: { ...erases, most: MOST_COUNTED_ERASABLE } };
}

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const settings = await showSettings(database());
  const name = askedName(request);
  const asked = settings.find((setting) => setting.name === name);
  const ask = name && asked && (await askOf(request, name, asked));
  return { settings, asked, ask, asksCode: await asksForFactor(request), now: now() };
}

/** Admins only. Each change was asked about and is written to the audit log. */
export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const form = await readForm(request);
  const name = form.get("name");
  if (!isSettingName(name)) throw notFound();
  const schema = z.object({
    act: z.enum(["ask", "save"]),
    seen: z.coerce.number().int().min(0).max(4_000_000_000),
    value: settingSchema(name),
    factor: factorCodeSchema,
  });
  return answerForm(
    request,
    schema,
    async ({ act, seen, value, factor }) => {
      if (act === "ask") return redirect(`${paths.adminSettings({ ask: name, to: value })}#ask`);
      await confirmSensitiveAct(request, factor);
      const changed = await changeSetting(database(), { name, value, seen, adminId: admin.id });
      const text = changed ? "The setting is saved. It holds everywhere within seconds." : "It was so already.";
      return redirect(paths.adminSettings(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
    },
    { form },
  );
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function SettingsPage() {
  const { settings, asked, ask, asksCode, now } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings" lead="What an admin decides for the whole board.">
      <AdminTabs current="settings" />
      {asked && ask ? (
        <ConfirmSetting key={`${asked.name} ${ask.to}`} setting={asked} ask={ask} asked={asksCode} />
      ) : null}
      {asked && !ask ? <SettingForm key={asked.name} setting={asked} /> : null}
      <SettingList settings={settings} now={now} />
    </Page>
  );
}
