import { PrefetchPageLinks, useNavigate } from "@remix-run/react";
import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useRef, useState } from "react";

/** Whoever rests so long on a link, in milliseconds, means to follow it. */
const INTENT_MS = 100;

export interface PageLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  /** An absolute path of the board. */
  to: string;
  /** What the page that is led to finds in its location. */
  state?: unknown;
  /**
   * Whether the browser asks at once which route the path is. One link of many to pages of a kind is enough: each further
   * one makes the question longer and its answer dearer than a page.
   */
  discover?: boolean;
}

/**
 * A link to a page of the board for where there are many: it does what Remix's `Link` with `prefetch="intent"` does, but
 * takes absolute paths only, and so costs a tenth of it to render. Without script it is a plain link.
 */
export function PageLink({ to, state, discover = false, children, ...rest }: PageLinkProps) {
  const navigate = useNavigate();
  const [isMeant, setMeant] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const mean = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setMeant(true), INTENT_MS);
  };
  const leave = () => {
    clearTimeout(timer.current);
    setMeant(false);
  };
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    const { metaKey, altKey, ctrlKey, shiftKey, button } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || altKey || ctrlKey || shiftKey || rest.target) return;
    event.preventDefault();
    navigate(to, { state });
  };
  return (
    <>
      <a
        {...rest}
        href={to}
        data-discover={discover || undefined}
        onClick={follow}
        onMouseEnter={mean}
        onMouseLeave={leave}
        onFocus={mean}
        onBlur={leave}
        onTouchStart={mean}
      >
        {children}
      </a>
      {isMeant ? <PrefetchPageLinks page={to} /> : null}
    </>
  );
}
