import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { alertCriteria, toSearchText } from "~/alerts/alert.ts";
import { newAlertForm } from "~/alerts/alert-forms.ts";
import { askForAlert, createAlert } from "~/alerts/create-alert.server.ts";
import { WhenFields } from "~/alerts/components/alert-parts.tsx";
import { useOwnZone } from "~/alerts/components/use-own-zone.ts";
import { previewAlert } from "~/alerts/show-alerts.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readAsker } from "~/http/asker.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { answerSearch } from "~/http/search-answer.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { paths } from "~/platform/paths.ts";
import { withoutFit } from "~/search/criteria.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { asRequired } from "~/ui/field.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "New alert – CareerCenter" }, { name: "robots", content: "noindex" }];

/** The search of an address. */
function readSearch(request: Request) {
  const params = new URLSearchParams(new URL(request.url).searchParams);
  for (const name of ["sent", "sort", "after", "_routes", "index"]) params.delete(name);
  return alertCriteria(params);
}

/** Public. */
export async function loader({ request }: LoaderFunctionArgs) {
  const sent = new URL(request.url).searchParams.has("sent");
  const { criteria, ignored } = readSearch(request);
  const account = (await readVisitor(request))?.account.email;
  const { asker } = await readAsker(request);
  const preview = await answerSearch(previewAlert(account === undefined ? withoutFit(criteria) : criteria, asker));
  const byFit = criteria.fit.length > 0 && (account === undefined ? "guest" : asker ? "profile" : "silent");
  return { sent, account, ignored, byFit, search: toSearchText(criteria), ...preview };
}

/** Public, within limits. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { criteria } = readSearch(request);
  const account = (await readVisitor(request))?.account;
  return answerForm(request, newAlertForm, async ({ frequency, zone, email }) => {
    const { clientAddress } = context;
    const wanted = { criteria, frequency, zone };
    if (account) {
      await createAlert(database(), { accountId: account.id, clientAddress }, wanted);
      const flash = await setFlash({
        kind: "done",
        text: "The alert is on. It tells you of jobs that are new from now.",
      });
      return redirect(paths.alerts(), { headers: { "Set-Cookie": flash } });
    }
    if (!email) throw new DomainError("invalid", "Enter your e-mail address", "email");
    await askForAlert(database(), { email, clientAddress }, wanted);
    return redirect(paths.alertAsked());
  });
}

export default function NewAlert() {
  const { sent, account, ignored, byFit, search, title, jobs } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ frequency: string; zone: string; email: string }>("alert", {
    frequency: "daily",
    zone: "America/New_York",
  });
  useOwnZone(fields.zone.id, attempt !== undefined);
  if (sent && !attempt)
    return (
      <Page title="Look into your mail" width="form">
        <Note kind="success" title="One more step">
          If we may write to this address, a mail with a link is on its way. Press the link, and the alert begins. No
          link is pressed, no alert: you hear nothing more.
        </Note>
        <div className="btns">
          <ButtonLink to={paths.jobs()}>Back to the jobs</ButtonLink>
        </div>
      </Page>
    );
  const labelled = [
    { label: "E-mail", field: fields.email },
    { label: "How often", field: fields.frequency },
    { label: "Your time zone", field: fields.zone },
  ];
  return (
    <Page
      title="Make this an alert"
      crumb={{ to: paths.jobs(search), label: "Your search" }}
      width="form"
      lead="We mail you the jobs that are new, each once, and only while it is listed."
    >
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="There is no alert yet" />
      <DefinitionList
        items={[
          { term: "New jobs for", value: title },
          { term: "Now", value: `${countOf(jobs, "job")} listed` },
        ]}
      />
      {byFit === "guest" ? (
        <Note kind="warn" title="Without the choice by your profile">
          An alert without an account tells of all new jobs of the rest of this search. Signed in, it chooses by what
          you qualify for.
        </Note>
      ) : byFit ? (
        <Note kind={byFit === "silent" ? "warn" : "info"} title="This alert goes by your profile">
          Each job is held against it as it stands when the mail goes.
          {byFit === "silent" ? " It says nothing yet: until it does, you hear of all new jobs of the rest." : ""}
        </Note>
      ) : null}
      {ignored.length > 0 ? (
        <Note kind="warn" title="Not all of the address was understood">
          Left out: {ignored.join(", ")}
        </Note>
      ) : null}
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        {account === undefined ? (
          <TextField
            field={asRequired(fields.email)}
            label="E-mail"
            type="email"
            autoComplete="email"
            help="We send one mail with a link that begins the alert. Every mail after that has a link that ends it."
          />
        ) : (
          <p className="quiet">It is mailed to {account}.</p>
        )}
        <WhenFields frequency={fields.frequency} zone={fields.zone} />
        <Button variant="go" pending={pending}>
          Begin the alert
        </Button>
      </Form>
      {account === undefined ? (
        <p className="small quiet">
          With an account your alerts stand on one page: <Link to={paths.signIn(paths.newAlert(search))}>sign in</Link>.
        </p>
      ) : null}
    </Page>
  );
}
