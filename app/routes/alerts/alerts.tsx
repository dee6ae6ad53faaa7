import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { shortFrequencies, standingWords, zoneLabel, type ShownAlert } from "~/alerts/alert.ts";
import { pauseAllAlerts } from "~/alerts/change-alert.server.ts";
import { listAlerts } from "~/alerts/show-alerts.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Your alerts – CareerCenter" }];

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  return { email: account.email, alerts: await listAlerts(database(), account.id), now: now() };
}

/** The signed-in person's own: pauses them all. */
export async function action({ request }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  await pauseAllAlerts(database(), account.id);
  const flash = await setFlash({ kind: "done", text: "All your alerts are paused." });
  return redirect(paths.alerts(), { headers: { "Set-Cookie": flash } });
}

export default function AlertsPage() {
  const { email, alerts, now } = useLoaderData<typeof loader>();
  const active = alerts.filter(({ state }) => state === "active").length;
  return (
    <Page
      title="Your alerts"
      lead={`New jobs of your searches, mailed to ${email}. Beside them you get mail only about what you do here.`}
      crumb={{ to: paths.account(), label: "Your account" }}
    >
      {alerts.length === 0 ? (
        <EmptyState title="You have no alerts" action={{ to: paths.jobs(), label: "Search jobs" }}>
          Search for the jobs you want, and press “Make this an alert” over the results.
        </EmptyState>
      ) : (
        <div className="stack stack--wide">
          <DataTable
            caption="Your alerts"
            captionHidden
            rowHeaders
            columns={[
              { key: "search", label: "New jobs for" },
              { key: "often", label: "How often" },
              { key: "act", label: "Change" },
            ]}
            rows={alerts.map((alert) => ({
              key: alert.id,
              cells: [
                <Link key="search" to={paths.jobs(alert.search)}>
                  {alert.title}
                </Link>,
                <HowOften key="often" alert={alert} now={now} />,
                <Link key="act" to={paths.alert(alert.id)}>
                  Change<span className="vh"> the alert for {alert.title}</span>
                </Link>,
              ],
            }))}
          />
          <div className="btns">
            <ButtonLink to={paths.jobs()}>Search for another</ButtonLink>
            {active > 0 ? (
              <Form method="post">
                <Button variant="text">Pause all of them</Button>
              </Form>
            ) : null}
          </div>
        </div>
      )}
    </Page>
  );
}

function HowOften({ alert, now }: { alert: ShownAlert; now: Date }) {
  const { frequency, zone, sentAt } = alert;
  const often =
    frequency === "instantly" ? shortFrequencies.instantly : `${shortFrequencies[frequency]}, ${zoneLabel(zone)} time`;
  return (
    <>
      {standingWords(alert) ?? often}
      <br />
      <span className="small quiet">
        {sentAt ? (
          <>
            Last mail <Time at={sentAt} now={now} />
          </>
        ) : (
          "No mail yet"
        )}
      </span>
    </>
  );
}
