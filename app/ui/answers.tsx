import { type ReactNode } from "react";
import { ButtonLink } from "./button";
import { Icon, type IconName } from "./icon";

export interface NextStep {
  to: string;
  label: string;
}

/** Nothing here yet: why, and what to do next. */
export function EmptyState({
  title,
  icon = "list",
  level = 2,
  action,
  secondary,
  children,
}: {
  title: ReactNode;
  icon?: IconName;
  level?: 2 | 3;
  action?: NextStep;
  secondary?: NextStep;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {action || secondary ? (
        <div className="btns">
          {action ? (
            <ButtonLink variant="go" to={action.to}>
              {action.label}
            </ButtonLink>
          ) : null}
          {secondary ? <ButtonLink to={secondary.to}>{secondary.label}</ButtonLink> : null}
        </div>
      ) : null}
    </div>
  );
}

interface Answer {
  title: string;
  text: string;
  next: NextStep;
}

const BROWSE: NextStep = { to: "/jobs", label: "Browse the jobs" };

const ANSWERS: Record<number, Answer> = {
  400: {
    title: "We could not read that request",
    text: "Something in the address or the form is not as we expect it. Go back and try again.",
    next: BROWSE,
  },
  403: {
    title: "This is not open to you",
    text: "Your account may not do this. If you have another account, sign in with that one.",
    next: { to: "/sign-in", label: "Sign in" },
  },
  404: {
    title: "There is no such page",
    text: "The address may be mistyped, or what was here is gone or was never yours to see.",
    next: BROWSE,
  },
  405: {
    title: "This page does not take that",
    text: "The form was sent to a place that cannot receive it.",
    next: BROWSE,
  },
  410: {
    title: "This job is over",
    text: "It was filled, closed or has expired, and takes no more applications.",
    next: { to: "/jobs", label: "See what is open now" },
  },
  413: {
    title: "That is too large",
    text: "The file or the form is larger than we take. Nothing was kept of it.",
    next: BROWSE,
  },
  429: {
    title: "Too many tries",
    text: "You or someone at your address has tried this too often. Wait a few minutes, then try again.",
    next: BROWSE,
  },
  500: {
    title: "Something broke on our side",
    text: "It was noted, and what you had saved is safe. Try again in a minute.",
    next: { to: "/", label: "Go to the front page" },
  },
  503: {
    title: "We will be back in a moment",
    text: "The board is starting or being repaired. Try again in a minute.",
    next: { to: "/", label: "Try the front page" },
  },
};

/** The texts for a status; an unknown one is told as its class (4xx as 400, all else as 500). */
export function answerFor(status: number): Answer {
  return ANSWERS[status] ?? (status >= 400 && status < 500 ? ANSWERS[400] : undefined) ?? (ANSWERS[500] as Answer);
}

/**
 * The whole of an error or over page: what happened, in plain words, and a next step. `reference` is the request's id,
 * so that support can find it.
 */
export function ErrorPage({
  status,
  title,
  text,
  next,
  secondary,
  reference,
  children,
}: {
  status: number;
  title?: string;
  text?: ReactNode;
  next?: NextStep;
  secondary?: NextStep;
  reference?: string;
  children?: ReactNode;
}) {
  const answer = answerFor(status);
  const step = next ?? answer.next;
  return (
    <main id="main" className="wrap answer">
      <p className="status">{status}</p>
      <h1>{title ?? answer.title}</h1>
      <p>{text ?? answer.text}</p>
      {children}
      <div className="btns">
        <ButtonLink variant="go" to={step.to} reloadDocument={status >= 500}>
          {step.label}
        </ButtonLink>
        {secondary ? <ButtonLink to={secondary.to}>{secondary.label}</ButtonLink> : null}
      </div>
      {reference ? <p className="help">If you write to us, name this: {reference}</p> : null}
    </main>
  );
}
