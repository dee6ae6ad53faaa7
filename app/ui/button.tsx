import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";
import { PageLink, type PageLinkProps } from "./page-link";

/** `go` is the one primary button of a screen, `stop` refuses or destroys, `text` is the quietest. */
export type ButtonVariant = "plain" | "go" | "stop" | "text";

interface Look {
  variant?: ButtonVariant;
  wide?: boolean;
  icon?: IconName;
}

function buttonClass({ variant = "plain", wide = false }: Look, className?: string) {
  return classNames("btn", variant !== "plain" && `btn--${variant}`, wide && "btn--wide", className);
}

export type ButtonProps = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** While true the button keeps its focus, says `pendingLabel` and does nothing when pressed again. */
    pending?: boolean;
    pendingLabel?: string;
    /** The key that does the same, shown beside the verb. */
    shortcut?: string;
    children: ReactNode;
  };

/** A button says what it does, with a verb. Inside a form it submits unless `type` says otherwise. */
export function Button({
  variant,
  wide,
  icon,
  pending = false,
  pendingLabel = "Sending…",
  shortcut,
  className,
  type = "submit",
  onClick,
  children,
  ...rest // prettier-ignore
}: ButtonProps) {
  function guard(event: MouseEvent<HTMLButtonElement>) {
    if (pending) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ variant, wide }, className)}
      aria-disabled={pending || undefined}
      onClick={guard}
    >
      {icon ? <Icon name={icon} /> : null}
      {pending ? <span role="status">{pendingLabel}</span> : children}
      {shortcut ? <kbd aria-hidden="true">{shortcut}</kbd> : null}
    </button>
  );
}

export type ButtonLinkProps = Look & PageLinkProps & { children: ReactNode };

/** A link that looks like a button. It leads somewhere; what changes something is a `Button` in a form. */
export function ButtonLink({ variant, wide, icon, className, children, prefetch = false, ...rest }: ButtonLinkProps) {
  return (
    <PageLink {...rest} prefetch={prefetch} className={buttonClass({ variant, wide }, className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </PageLink>
  );
}

/** A row of buttons under a form or a text. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className="btns">{children}</div>;
}
