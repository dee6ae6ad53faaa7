import {
  data,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { unsubscribe } from "~/alerts/change-alert.server.ts";
import { BadLink } from "~/alerts/components/alert-parts.tsx";
import { showLinked } from "~/alerts/show-alerts.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [
  { title: "Unsubscribe – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

/** Public: whoever holds the mailed link. Opening it changes nothing: mail programs look at links before people do. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = tokenOf(request);
  const alert = await showLinked(database(), token, "change");
  return { token, title: alert?.title, active: alert?.state === "active" };
}

/**
 * Public: whoever holds the mailed link, a person or their mail service (RFC 8058), which sends neither cookies nor an
 * origin; so server.ts asks for none. Any number of times, with the same answer for a link that is none.
 */
export async function action({ request }: ActionFunctionArgs) {
  await unsubscribe(database(), tokenOf(request));
  return data({ done: true });
}

export default function Unsubscribe() {
  const { token, title, active } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>()?.done;
  if (done || (title !== undefined && !active))
    return (
      <Page title="You are unsubscribed" width="form">
        <Note kind="success" title="No more mail of this alert">
          A mail that was on its way already may still arrive.
        </Note>
        {title === undefined ? null : (
          <p>
            <Link to={paths.alertPreferences(token)}>Change your mind, or unsubscribe from all</Link>
          </p>
        )}
      </Page>
    );
  return (
    <Page title="Unsubscribe" width="form">
      {title === undefined ? (
        <BadLink />
      ) : (
        <Form method="post" className="stack">
          <DefinitionList items={[{ term: "New jobs for", value: title }]} />
          <div>
            <Button variant="go">Unsubscribe from this alert</Button>
          </div>
          <p>
            <Link to={paths.alertPreferences(token)}>Change how often it comes, or unsubscribe from all</Link>
          </p>
        </Form>
      )}
    </Page>
  );
}
