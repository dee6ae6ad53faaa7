import { useLocation, useNavigation } from "@remix-run/react";
import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { PageLink } from "./page-link";

/** Jumps over the masthead; the page's main part has the id `main`. */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      Skip to the content
    </a>
  );
}

/** The page's width: reading pages, or the wider working screens. */
export function Wrap({
  wide = false,
  className,
  children,
}: {
  wide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return <div className={classNames("wrap", wide && "wrap--wide", className)}>{children}</div>;
}

export interface NavEntry {
  to: string;
  label: string;
  current?: boolean;
}

export interface MastheadProps {
  /** What the visitor can do, on the left. */
  entries: readonly NavEntry[];
  /** On the right: saved jobs, the organization, sign in. */
  asides?: readonly NavEntry[];
  /** The signed-in person and the page of their account. */
  person?: { name: string; to: string; current?: boolean };
  /** Where the sign-out form posts; it is offered in the menu of both widths. */
  signOutAction?: string;
  wide?: boolean;
}

function NavLink({ entry, className }: { entry: NavEntry; className?: string }) {
  return (
    <PageLink to={entry.to} className={className} aria-current={entry.current ? "page" : undefined} discover>
      {entry.label}
    </PageLink>
  );
}

/** The head of every page. On phones the navigation is a menu of the element `details`, so it opens without script. */
export function Masthead({ entries, asides = [], person, signOutAction, wide = false }: MastheadProps) {
  const location = useLocation();
  const right: NavEntry[] = person
    ? [...asides, { to: person.to, label: person.name, current: person.current }]
    : [...asides];
  const signOut = signOutAction ? (
    <form method="post" action={signOutAction}>
      <button type="submit">Sign out</button>
    </form>
  ) : null;
  return (
    <header className="mast">
      <Wrap wide={wide}>
        <PageLink className="brand" to="/" discover>
          <span aria-hidden="true">CC</span>CareerCenter
        </PageLink>
        <nav className="nav" aria-label="Main">
          {entries.map((entry) => (
            <NavLink key={entry.to} entry={entry} />
          ))}
          {right.map((entry, index) => (
            <NavLink key={entry.to} entry={entry} className={index === 0 ? "push" : undefined} />
          ))}
          {signOut}
        </nav>
        {/* keyed by the address: the menu closes when it has led somewhere */}
        <details className="menu" key={`${location.pathname}${location.search}`}>
          <summary className="btn">
            <Icon name="list" /> Menu
          </summary>
          <ul>
            {[...entries, ...right].map((entry) => (
              <li key={entry.to}>
                <NavLink entry={entry} />
              </li>
            ))}
            {signOut ? <li>{signOut}</li> : null}
          </ul>
        </details>
      </Wrap>
    </header>
  );
}

export type Theme = "system" | "light" | "dark";

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Three submit buttons named `theme`; the page they post to sets the cookie and `data-theme` on `html`. */
export function ThemeSwitch({ action, theme, returnTo }: { action: string; theme: Theme; returnTo?: string }) {
  return (
    <form className="theme" method="post" action={action} aria-label="Colours">
      {returnTo ? <input type="hidden" name="returnTo" value={returnTo} /> : null}
      {THEMES.map(({ value, label }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
          {label}
        </button>
      ))}
    </form>
  );
}

/** The foot of every page: what the board is, its links, and whatever stands beside them (the theme switch). */
export function Footer({
  entries,
  wide = false,
  children,
}: {
  entries: readonly NavEntry[];
  wide?: boolean;
  children?: ReactNode;
}) {
  return (
    <footer className="foot">
      <Wrap wide={wide}>
        <p>CareerCenter, the job board for medical coders</p>
        {entries.map((entry) => (
          <NavLink key={entry.to} entry={entry} />
        ))}
        {children}
      </Wrap>
    </footer>
  );
}

export interface PageProps {
  title: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** The way back. */
  crumb?: { to: string; label: string };
  /** Buttons beside the title. */
  tools?: ReactNode;
  /** `form` and `prose` are narrow columns, `wide` the working screens. */
  width?: "page" | "wide" | "form" | "prose";
  /** Above the title, such as a flash message. */
  before?: ReactNode;
  children: ReactNode;
}

/** A whole page: `main`, the way back, the title and what follows. */
export function Page({ title, lead, crumb, tools, width = "page", before, children }: PageProps) {
  const narrow = width === "form" || width === "prose";
  return (
    <main id="main" className={classNames("wrap page", width === "wide" && "wrap--wide", narrow && `page--${width}`)}>
      {crumb ? <Crumb {...crumb} /> : null}
      {before}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
        </div>
        {tools ? <div className="tools">{tools}</div> : null}
      </div>
      {children}
    </main>
  );
}

/** The way back, over the title. */
export function Crumb({ to, label }: { to: string; label: string }) {
  return (
    <p className="crumb">
      <PageLink to={to}>{label}</PageLink>
    </p>
  );
}

/** A bar at the window's top while a navigation or a form runs; the stylesheet hides it for the first 200 ms. */
export function ProgressBar() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return (
    <div className="going" role="status">
      <span className="vh">{state === "submitting" ? "Sending" : "Loading the page"}</span>
    </div>
  );
}
