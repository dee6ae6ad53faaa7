import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { CodeField, FactorField } from "~/ui/factor-field.tsx";
import { countOf } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { PasswordField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { inFours, RECOVERY_CODES } from "../factor.ts";
import type { FactorPicture } from "../factor-picture.server.ts";
import type { ShownFactor } from "../set-up-factor.server.ts";

type Asked = { asked: boolean };

/** Whether the second factor is on, since when, and with how many recovery codes. */
export function FactorState({ on, now }: { on: ShownFactor["on"]; now: Date }) {
  if (!on)
    return (
      <p className="narrow">Off. With it, nobody who learns your password can sign in without your phone as well.</p>
    );
  return (
    <DefinitionList
      items={[
        {
          term: "Authenticator app",
          value: (
            <>
              On, since <Time at={on.since} now={now} />
            </>
          ),
        },
        { term: "Recovery codes", value: on.codesLeft === 0 ? "None left" : `${on.codesLeft} left` },
      ]}
    />
  );
}

type Fields = ReturnType<typeof useBoardForm<{ password: string; factor: string }>>["fields"];
type Step = {
  id: string;
  /** What the form sends as `intent`, if anything. */
  intent?: string;
  button: string;
  stop?: boolean;
  /** Where "Not now" leads; without it there is no such way. */
  notNow?: string;
  children: (fields: Fields) => ReactNode;
};

/** One form of the page: its errors, its fields, what sends it. */
function FactorStep({ id, intent, button, stop, notNow, children }: Step) {
  const { form, fields, pending, attempt } = useBoardForm<{ password: string; factor: string }>(id);
  const send = (
    <Button name={intent && "intent"} value={intent} variant={stop ? "stop" : "go"} pending={pending}>
      {button}
    </Button>
  );
  return (
    <>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Password", field: fields.password },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
      />
      <Form method="post" id={form.id} className="stack stack--wide" noValidate>
        {children(fields)}
        {notNow ? (
          <Buttons>
            {send}
            <ButtonLink variant="text" to={notNow}>
              Not now
            </ButtonLink>
          </Buttons>
        ) : (
          send
        )}
      </Form>
    </>
  );
}

const onceMore = { label: "Your password, once more", autoComplete: "current-password" } as const;

/** The first step of a set-up, or of a replacement: the password once more, and a code of the one that is on. */
export function BeginForm({ asked, replaces }: Asked & { replaces: boolean }) {
  const words = replaces
    ? { button: "Go on", notNow: paths.factor() }
    : { button: "Set it up", notNow: paths.account() };
  return (
    <FactorStep id="begin" intent="begin" {...words}>
      {(fields) => (
        <>
          <PasswordField field={fields.password} {...onceMore} />
          {replaces ? <FactorField field={fields.factor} asked={asked} /> : null}
        </>
      )}
    </FactorStep>
  );
}

/** The second step: the secret as a picture and as text, and the first code. */
export function ConfirmForm({ secret, picture }: { secret: string; picture: FactorPicture }) {
  return (
    <FactorStep id="confirm" intent="confirm" button="Turn it on" notNow={paths.account()}>
      {(fields) => (
        <>
          <p>Scan this with an authenticator app. Most password managers are one too.</p>
          <svg
            role="img"
            aria-label="QR code for your authenticator app; the same key stands under it as text"
            viewBox={`0 0 ${picture.size} ${picture.size}`}
            width="224"
            height="224"
            shapeRendering="crispEdges"
          >
            <rect width={picture.size} height={picture.size} fill="#fff" />
            <path d={picture.path} fill="#000" />
          </svg>
          <p>
            Or type this key into the app: <span className="code">{secret}</span>
          </p>
          <CodeField
            field={fields.factor}
            label="The code that the app shows now"
            help="Six digits."
            passkeys={false}
          />
        </>
      )}
    </FactorStep>
  );
}

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, to }: { codes: string[]; to: string }) {
  const text = `CareerCenter: recovery codes. Each signs you in once, in the place of your app's code.\r\n\r\n${codes.join("\r\n")}\r\n`;
  return (
    <div className="stack stack--wide">
      <Note kind="warn" title="Keep these codes now: they are shown only this once">
        Each signs you in once if your phone is gone. Print this page, or keep them in a safe place that is not your
        phone.
      </Note>
      <ul className="checks checks--cols">
        {codes.map((code) => (
          <li key={code}>
            <span className="code">{code}</span>
          </li>
        ))}
      </ul>
      <Buttons>
        <a
          className="btn"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="careercenter-recovery-codes.txt"
        >
          Download them
        </a>
        <ButtonLink variant="go" to={to}>
          I have kept them
        </ButtonLink>
      </Buttons>
    </div>
  );
}

/** What can be done with a factor that is on. */
export function FactorActs({ staff }: { staff: boolean }) {
  return (
    <Buttons>
      <ButtonLink to={paths.factor({ ask: "codes" })}>New recovery codes…</ButtonLink>
      <ButtonLink to={paths.factor({ ask: "replace" })}>Replace the app…</ButtonLink>
      <ButtonLink to={paths.factor({ ask: "passkeys" })}>Passkeys</ButtonLink>
      {staff ? null : (
        <ButtonLink variant="text" to={paths.factor({ ask: "off" })}>
          Turn it off…
        </ButtonLink>
      )}
    </Buttons>
  );
}

/** The question before new recovery codes. */
export function CodesForm({ asked }: Asked) {
  return (
    <FactorStep id="codes" intent="codes" button="Make new codes" notNow={paths.factor()}>
      {(fields) => (
        <>
          <p>You get {RECOVERY_CODES} new codes. Those you have now stop working.</p>
          <FactorField field={fields.factor} asked={asked} />
        </>
      )}
    </FactorStep>
  );
}

/** Turns the factor off, with the password and a code. */
export function OffForm() {
  return (
    <FactorStep id="off" intent="off" button="Turn it off" stop notNow={paths.factor()}>
      {(fields) => (
        <>
          <PasswordField field={fields.password} {...onceMore} />
          <CodeField field={fields.factor} />
        </>
      )}
    </FactorStep>
  );
}

/** A code alone: between password and session, and for a session that was opened before there was a factor. */
export function CodeForm({ intent, button }: { intent?: "check"; button: string }) {
  return (
    <>
      <FactorStep id="code" intent={intent} button={button}>
        {(fields) => (
          <CodeField field={fields.factor} label="Code" help="Six digits from your authenticator app." hasFocus />
        )}
      </FactorStep>
      <p>
        Is your phone gone? Type one of your recovery codes instead: 16 digits, like{" "}
        <span className="code">{inFours("0123456789012345")}</span>. If those are gone too, write to those who run the
        board: the address is in the <Link to={paths.privacy()}>privacy notice</Link>.
      </p>
    </>
  );
}

/** Left-over recovery codes in words, where few are left. */
export function FewCodes({ left }: { left: number }) {
  if (left > 2) return null;
  return (
    <Note
      kind="warn"
      title={left === 0 ? "You have no recovery code" : `You have only ${countOf(left, "recovery code")} left`}
    >
      Without one, a lost phone keeps you out. Make new ones.
    </Note>
  );
}
