import { type ReactNode } from "react";
import { classNames } from "./class-names";

/** `req` solid, `pref` outlined, `own` held by the seeker (tick and green), `set` quiet for code sets; none: in a sentence. */
export type CodeKind = "req" | "pref" | "own" | "set";

/** A credential, code set or unit in the field's own letters. `own` says in words that the seeker holds it. */
export function CodeChip({ code, kind, title }: { code: string; kind?: CodeKind; title?: string }) {
  return (
    <span className={classNames("code", kind && `code--${kind}`)} title={title}>
      {code}
      {kind === "own" ? <span className="vh"> (you hold it)</span> : null}
    </span>
  );
}

/** One group of a credential rule, in plain values. */
export interface CodeGroup {
  need: "any" | "all";
  level: "required" | "preferred";
  codes: readonly { code: string; own?: boolean; name?: string }[];
  /** What may stand in, in the employer's words. */
  inLieu?: string;
}

function chips(group: CodeGroup): ReactNode[] {
  return group.codes.flatMap(({ code, own, name }) => {
    const kind = own ? "own" : group.level === "required" ? "req" : "pref";
    return [" ", <CodeChip key={code} code={code} kind={kind} title={name} />];
  });
}

function operator(group: CodeGroup): string {
  return group.need === "any" ? "any of" : "all of";
}

/** Required groups before preferred ones, otherwise in the order given. */
function inOrder(groups: readonly CodeGroup[]): CodeGroup[] {
  return [
    ...groups.filter((group) => group.level === "required"),
    ...groups.filter((group) => group.level === "preferred"),
  ];
}

/** The credential rule in full, as on the job page: one frame a group, joined by AND. */
export function CredentialRule({
  groups,
  notStated = "The employer has not stated any credential.",
}: {
  groups: readonly CodeGroup[];
  notStated?: string;
}) {
  if (groups.length === 0) return <p className="quiet">{notStated}</p>;
  return (
    <div className="rule">
      {inOrder(groups).flatMap((group, index) => [
        index > 0 ? (
          <p className="rule-and" key={`and-${index}`}>
            {group.level === "preferred" ? "IF YOU CAN" : "AND"}
          </p>
        ) : null,
        <div className="rule-g" key={`group-${index}`}>
          <span>{group.level === "required" ? "Required" : "Preferred"}</span>
          <span className="codes">
            <span className="op">{operator(group)}</span>
            {chips(group)}
          </span>
          {group.inLieu ? <span className="lieu">In lieu: {group.inLieu}</span> : null}
        </div>,
      ])}
    </div>
  );
}

/** A line of code-set chips. */
export function CodeList({ codes, kind = "set" }: { codes: readonly string[]; kind?: CodeKind }) {
  return (
    <span className="codes">{codes.flatMap((code) => [<CodeChip key={code} code={code} kind={kind} />, " "])}</span>
  );
}
