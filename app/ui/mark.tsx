import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

export type MarkKind = "verified" | "ok" | "missing" | "refused" | "unsaid" | "featured" | "bad" | "fact";

/** How each kind looks. */
export const MARKS: Record<MarkKind, { icon?: IconName; className?: string }> = {
  verified: { icon: "seal", className: "mark--verified" },
  ok: { icon: "ok", className: "mark--ok" },
  missing: { icon: "miss", className: "mark--miss" },
  refused: { icon: "x", className: "mark--miss" },
  unsaid: { icon: "info", className: "mark--miss" },
  featured: { icon: "star", className: "mark--star" },
  bad: { icon: "warn", className: "mark--bad" },
  fact: {},
};

/**
 * A glyph with its words: `verified` and `ok` are green, `featured` amber, `bad` red; `fact` has only the glyph given
 * by `icon`. The words carry the meaning.
 */
export function Mark({ kind = "fact", icon, children }: { kind?: MarkKind; icon?: IconName; children: ReactNode }) {
  const mark = MARKS[kind];
  const glyph = icon ?? mark.icon;
  return (
    <span className={classNames("mark", mark.className)}>
      {glyph ? <Icon name={glyph} fill={kind === "featured"} /> : null}
      {glyph ? " " : null}
      <span>{children}</span>
    </span>
  );
}

/** How a job answers apprentices. */
export type ApprenticeAnswer = "welcome" | "conditional" | "none" | "not-stated";
