import { Fragment } from "react";
import { CodeChip } from "~/ui/codes.tsx";
import { credentialLabel } from "~/vocabulary/credentials.ts";
import { ruleExample } from "../../read-back.ts";
import type { GroupRow } from "../../post-form.ts";

/** The credential rule in a sentence: `(CPC or CCS) and (COC or CIC, or 5 years inpatient), and CDIP is welcome.` */
export function ReadBack({ groups }: { groups: readonly GroupRow[] }) {
  const filled = groups.filter((group) => group.codes?.length);
  if (filled.length === 0) return null;
  const required = filled.filter((group) => group.level !== "preferred");
  const preferred = filled.filter((group) => group.level === "preferred");
  const example = ruleExample(groups);
  return (
    <div className="readback" aria-live="polite">
      <p>
        <b>Reads as:</b>{" "}
        {required.map((group, index) => (
          <Fragment key={group.id ?? index}>
            {index > 0 ? " and " : null}
            <Codes group={group} brackets={required.length > 1} />
          </Fragment>
        ))}
        {required.length && preferred.length ? ", and " : null}
        {preferred.map((group, index) => (
          <Fragment key={group.id ?? index}>
            {index > 0 ? " and " : null}
            <Codes group={group} brackets={false} />
          </Fragment>
        ))}
        {preferred.length ? (required.length ? " is welcome." : " is welcome, none is required.") : "."}
      </p>
      {example ? <p className="quiet">{example}</p> : null}
    </div>
  );
}

function Codes({ group, brackets }: { group: GroupRow; brackets: boolean }) {
  const codes = group.codes ?? [];
  const open = brackets && (codes.length > 1 || Boolean(group.inLieu));
  return (
    <>
      {open ? "(" : null}
      {codes.map((code, index) => (
        <Fragment key={code}>
          {index > 0 ? (group.how === "all" ? " and " : " or ") : null}
          <CodeChip code={credentialLabel(code)} kind={group.level === "preferred" ? "pref" : "req"} />
        </Fragment>
      ))}
      {group.inLieu ? `, or ${group.inLieu}` : null}
      {open ? ")" : null}
    </>
  );
}
