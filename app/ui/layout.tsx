import { type ReactNode } from "react";
import { classNames } from "./class-names";

/** A framed aside with its own title. */
export function Box({
  title,
  level = 2,
  className,
  children,
}: {
  title?: ReactNode;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={classNames("box", className)}>
      {title ? <Heading>{title}</Heading> : null}
      {children}
    </section>
  );
}

/** A section whose name hangs in the margin; on a phone the name stands above. */
export function Section({ title, id, children }: { title: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section className="sec" id={id}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/**
 * The job page's two columns. In the source `side` stands between `lead` (title, pay) and the rest, so that the order
 * of reading is the one that a phone shows; on a wide screen it is the right column.
 */
export function Duo({
  lead,
  side,
  sideLabel,
  children,
}: {
  lead: ReactNode;
  side: ReactNode;
  sideLabel: string;
  children: ReactNode;
}) {
  return (
    <div className="duo">
      <div>{lead}</div>
      <section className="side stick" aria-label={sideLabel}>
        {side}
      </section>
      <div>{children}</div>
    </div>
  );
}

/** A phone's bar at the bottom: the pay and the one act of the page. Wide screens show both elsewhere. */
export function Dock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="dock" role="region" aria-label={label}>
      {children}
    </div>
  );
}

/** What was asked against what is held: met, or not, or neither where that is no question. The words say which. */
export function Checklist({
  items,
}: {
  items: readonly { key: string; glyph: ReactNode; met: boolean | undefined; words: ReactNode }[];
}) {
  return (
    <ul className="ticks">
      {items.map(({ key, glyph, met, words }) => (
        <li key={key} className={met === undefined ? undefined : met ? "y" : "m"}>
          {glyph} <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

/** Employer-written text that was sanitized on the server. `html` must come from the sanitizer and nowhere else. */
export function Prose({ html, children }: { html?: string; children?: ReactNode }) {
  if (html !== undefined) return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
  return <div className="prose">{children}</div>;
}
