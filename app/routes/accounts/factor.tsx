import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { factorFormSchema } from "~/accounts/account-forms.ts";
import {
  BeginForm,
  CodeForm,
  CodesForm,
  ConfirmForm,
  FactorActs,
  FactorState,
  FewCodes,
  OffForm,
  RecoveryCodes,
} from "~/accounts/components/factor-parts.tsx";
import { Passkeys } from "~/accounts/components/passkeys.tsx";
import { turnFactorOff } from "~/accounts/drop-factor.server.ts";
import {
  beginFactor,
  confirmFactor,
  renewRecoveryCodes,
  requirePassword,
  showFactor,
} from "~/accounts/set-up-factor.server.ts";
import { addPasskey, listPasskeys, removePasskey } from "~/accounts/passkeys.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { readVisitor, requireAccount } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths, safeReturnPath } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Second factor – CareerCenter" }];

/** The page may hold a secret, and codes that are shown once. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

const askSchema = z.enum(["replace", "codes", "off", "passkeys"]);
const askOf = (request: Request) => askSchema.safeParse(new URL(request.url).searchParams.get("ask")).data;

const returnPath = (request: Request) => safeReturnPath(new URL(request.url).searchParams.get("returnTo"));

/** The signed-in person only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const visitor = await readVisitor(request);
  const { on, pending } = await showFactor(database(), account);
  // A session from before the factor shows nothing of it until it has given a code.
  const unchecked = on !== undefined && !visitor?.factorAt;
  return {
    on,
    pending: unchecked ? undefined : pending,
    unchecked,
    staff: account.staffRole !== null,
    ask: askOf(request),
    passkeys: unchecked ? [] : await listPasskeys(database(), account.id),
    asked: await asksForFactor(request),
    returnTo: returnPath(request),
    now: now(),
  };
}

/** The signed-in person only. */
export async function action({ request }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const visitor = await readVisitor(request);
  const db = database();
  let codes: string[] | undefined;
  const answer = await answerForm(
    request,
    factorFormSchema,
    async (form) => {
      switch (form.intent) {
        case "begin":
          await requirePassword(db, account.id, form.password);
          if (visitor?.hasFactor) await confirmSensitiveAct(request, form.factor);
          await beginFactor(db, account.id);
          return redirect(paths.factor({ returnTo: returnPath(request) }));
        case "confirm": {
          const who = { accountId: account.id, session: visitor!.sessionPublicId };
          codes = await confirmFactor(db, who, form.factor);
          break;
        }
        case "codes":
          await confirmSensitiveAct(request, form.factor);
          codes = await renewRecoveryCodes(db, account.id);
          break;
        case "off": {
          await turnFactorOff(db, account, { password: form.password, code: form.factor });
          const flash = await setFlash({ kind: "done", text: "Your second factor is off." });
          return redirect(paths.account(), { headers: { "Set-Cookie": flash } });
        }
        case "check":
          await confirmSensitiveAct(request, form.factor);
          return redirect(returnPath(request) ?? paths.factor({ ask: askOf(request) }));
        case "add-passkey":
          await confirmSensitiveAct(request, undefined);
          await addPasskey(db, account.id, form);
          return redirect(paths.factor({ ask: "passkeys" }));
        case "remove-passkey": {
          await confirmSensitiveAct(request, undefined);
          const id = parseId<"passkey">(form.passkey);
          if (id) await removePasskey(db, account.id, id);
          return redirect(paths.factor({ ask: "passkeys" }));
        }
      }
      return redirect(paths.factor());
    },
    { secrets: ["password", "factor"] },
  );
  // Shown by this very answer: nothing keeps them for a page after it.
  return codes ? data({ codes }) : answer;
}

export default function FactorPage() {
  const { returnTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "codes" in answer)
    return (
      <Page title="Your recovery codes" width="form" lead="Your second factor is on.">
        <RecoveryCodes codes={answer.codes} to={returnTo ?? paths.factor()} />
      </Page>
    );
  return (
    <Page
      title="Second factor"
      width="form"
      crumb={{ to: paths.account(), label: "Your account" }}
      lead="A code of your phone, beside your password."
    >
      <div className="stack stack--wide">
        <FactorForms />
      </div>
    </Page>
  );
}

/** One form at a time. */
function FactorForms() {
  const { on, pending, passkeys, unchecked, staff, ask, asked, now } = useLoaderData<typeof loader>();
  if (unchecked) return <CodeForm intent="check" button="Go on" />;
  if (pending) return <ConfirmForm {...pending} />;
  if (!on)
    return (
      <>
        {staff ? (
          <Note title="Staff sign in with a second factor">Set yours up; then the pages of the staff open.</Note>
        ) : (
          <FactorState on={undefined} now={now} />
        )}
        <BeginForm asked={false} replaces={false} />
      </>
    );
  if (ask === "replace") return <BeginForm asked={asked} replaces />;
  if (ask === "codes") return <CodesForm asked={asked} />;
  if (ask === "off" && !staff) return <OffForm />;
  if (ask === "passkeys")
    return asked ? <CodeForm intent="check" button="Go on" /> : <Passkeys passkeys={passkeys} now={now} />;
  return (
    <>
      <FewCodes left={on.codesLeft} />
      <FactorState on={on} now={now} />
      <FactorActs staff={staff} />
    </>
  );
}
