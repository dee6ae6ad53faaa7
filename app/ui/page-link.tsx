import { PrefetchPageLinks, useLocation, useNavigate } from "@remix-run/react";
import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useRef,
  useState,
} from "react";

/** Whoever rests so long on a link, in milliseconds, means to follow it. */
const INTENT_MS = 100;
/** What leads to a page of the board. */
const OWN = /^(?:\/(?!\/)|\?|#)/;

export interface PageLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  /** An absolute path of the board, or `?` with other parameters of this page; an address elsewhere is the browser's. */
  to: string;
  /** What the page that is led to finds in its location. */
  state?: unknown;
  preventScrollReset?: boolean;
  /** Leaves it to the browser to load the page whole. */
  reloadDocument?: boolean;
  /** Whether the page is fetched as soon as one means to go there; for pages that may be kept. */
  prefetch?: boolean;
  /**
   * Whether the browser asks at once which route the path is. One link of many to pages of a kind is enough: each further
   * one makes the question longer and its answer dearer than a page.
   */
  discover?: boolean;
}

/**
 * A link to a page of the board: it does what Remix's `Link` does, but does not resolve its path, and so costs a tenth of
 * it to render. Without script it is a plain link.
 */
export const PageLink = import.meta.env.SSR ? PlainLink : LiveLink;

/** On a server nobody points or clicks: nothing is made ready for it. */
function PlainLink({
  to,
  discover,
  children,
  state: _state,
  preventScrollReset: _reset,
  reloadDocument: _reload,
  prefetch: _prefetch,
  ...rest
}: PageLinkProps) {
  return (
    <a {...rest} href={to} data-discover={discover || undefined}>
      {children}
    </a>
  );
}

function LiveLink({
  to,
  state,
  preventScrollReset,
  reloadDocument = false,
  prefetch = true,
  discover = false,
  onClick,
  children,
  ...rest
}: PageLinkProps) {
  const navigate = useNavigate();
  const { meant, mean, leave } = useIntent();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!reloadDocument && OWN.test(to) && isPlainClick(event))
      go(event, () => navigate(to, { state, preventScrollReset }));
  };
  const intent =
    prefetch && to.startsWith("/")
      ? {
          onMouseEnter: () => mean(to),
          onMouseLeave: leave,
          onFocus: () => mean(to),
          onBlur: leave,
          onTouchStart: () => mean(to),
        }
      : undefined;
  return (
    <>
      <a {...rest} href={to} data-discover={discover || undefined} onClick={follow} {...intent}>
        {children}
      </a>
      {meant ? <PrefetchPageLinks page={meant} /> : null}
    </>
  );
}

/**
 * Lets the links among written markup (`markup.ts`) do what `PageLink` does: `listeners` go to the element that holds them,
 * `prefetched` stands beside it. The page that is led to learns from its location's state where the reader came from.
 */
export function useWrittenLinks(): { listeners: object; prefetched: ReactNode } {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { meant, mean, leave } = useIntent();
  const point = (event: SyntheticEvent) => {
    const to = pathAt(event);
    if (to) mean(to);
    else leave();
  };
  const listeners = {
    onClick(event: MouseEvent) {
      const to = pathAt(event);
      if (to && isPlainClick(event)) go(event, () => navigate(to, { state: { from: pathname + search } }));
    },
    onMouseOver: point,
    onMouseLeave: leave,
    onFocus: point,
    onBlur: leave,
    onTouchStart: point,
  };
  return { listeners, prefetched: meant ? <PrefetchPageLinks page={meant} /> : null };
}

/** The path of the link that an event came from. */
function pathAt({ target }: SyntheticEvent): string | null {
  return target instanceof Element ? (target.closest('a[href^="/"]')?.getAttribute("href") ?? null) : null;
}

/** The link that a pointer or the focus has rested on, and still does. */
function useIntent() {
  const [meant, setMeant] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const under = useRef<string | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (to: string | null) => {
    if (to === under.current) return;
    under.current = to;
    clearTimeout(timer.current);
    if (to) timer.current = setTimeout(() => setMeant(to), INTENT_MS);
    else setMeant(null);
  };
  return { meant, mean: (to: string) => change(to), leave: () => change(null) };
}

/** Not a click for another tab or window, nor one that somebody took already. */
function isPlainClick({ defaultPrevented, button, metaKey, altKey, ctrlKey, shiftKey, target }: MouseEvent): boolean {
  const own = !(target instanceof Element && target.closest("a[target]"));
  return own && !defaultPrevented && button === 0 && !metaKey && !altKey && !ctrlKey && !shiftKey;
}

function go(event: MouseEvent, navigate: () => void): void {
  event.preventDefault();
  navigate();
}
