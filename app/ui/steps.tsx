import { Link } from "@remix-run/react";
import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

export interface Step {
  key: string;
  label: string;
  /** One line under the name: what it asks, or what was answered. */
  note?: string;
  state: "done" | "current" | "wrong" | "open";
  /** Where it can be visited; the current step is not a link. */
  to?: string;
  /** Instead of a link: the submit button of the form around the steps that saves first and then goes there. */
  submit?: { name: string; value: string };
}

const SPOKEN: Record<Step["state"], string> = { done: "done", current: "", wrong: "to correct", open: "" };

function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li
          key={step.key}
          data-n={index + 1}
          className={classNames(step.state === "done" && "done", step.state === "wrong" && "bad")}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          {step.state === "current" ? (
            <b>{step.label}</b>
          ) : step.submit ? (
            <button type="submit" formNoValidate {...step.submit}>
              {step.label}
            </button>
          ) : step.to ? (
            <Link to={step.to}>{step.label}</Link>
          ) : (
            step.label
          )}
          {SPOKEN[step.state] ? <span className="vh"> ({SPOKEN[step.state]})</span> : null}
          {step.note ? <small>{step.note}</small> : null}
        </li>
      ))}
    </ol>
  );
}

/** The steps of a long form: a list beside it, on a phone one line that opens. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const at = steps.findIndex((step) => step.state === "current");
  return (
    <nav className="stepnav" aria-label="Steps">
      <StepList steps={steps} />
      <details className="steps-phone">
        <summary>
          {at >= 0 ? `Step ${at + 1} of ${steps.length}: ${steps[at]?.label}` : `${steps.length} steps`}{" "}
          <Icon name="chev" />
        </summary>
        <StepList steps={steps} />
      </details>
    </nav>
  );
}

/** The bar under a long form: what was saved, and its buttons, the primary last. */
export function SubmitBar({
  said,
  detail,
  wide = false,
  label = "Save and submit",
  children,
}: {
  said?: ReactNode;
  detail?: ReactNode;
  wide?: boolean;
  label?: string;
  children: ReactNode;
}) {
  return (
    <div className="submitbar" role="region" aria-label={label}>
      <div className={classNames("wrap", wide && "wrap--wide")}>
        <p className="said" role="status">
          {said ? <b>{said}</b> : null} {detail}
        </p>
        {children}
      </div>
    </div>
  );
}
