import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { paths } from "~/platform/paths.ts";
import type { Judgement } from "~/profiles/judgement.ts";
import { partLabels } from "~/profiles/profile.ts";
import { midSentence } from "~/ui/format.ts";
import { Icon, type IconName } from "~/ui/icon.tsx";
import { Box, Checklist } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { JobFit } from "../judge-job.ts";

/** How a clause's judgement looks, and its word for who does not see that. */
const looks: Record<Judgement, { glyph: IconName; met?: boolean; word: string }> = {
  met: { glyph: "ok", met: true, word: "Met" },
  missing: { glyph: "miss", met: false, word: "Missing" },
  barred: { glyph: "x", met: false, word: "Not open to you" },
  unsaid: { glyph: "info", word: "Not stated" },
  wished: { glyph: "miss", word: "Preferred, not required" },
  apart: { glyph: "info", word: "Does not concern you" },
};

/** Whether the person qualifies, with the reason for every clause, and what of their profile would change it. */
export function QualifyBox({ fit: { verdict, clauses, change } }: { fit: JobFit }) {
  return (
    <Box className="qual" title="Do I qualify?">
      <p className="verdict">
        <Mark kind={verdict.kind}>{verdict.words}</Mark>
      </p>
      <Checklist
        items={clauses.map(({ judgement, reason }, index) => {
          const { glyph, met, word } = looks[judgement];
          return {
            key: `${index} ${reason}`,
            glyph: <Icon name={glyph} />,
            met,
            words: (
              <>
                <span className="vh">{word}: </span>
                {reason}
              </>
            ),
          };
        })}
      />
      <p className="small quiet">
        From <Link to={paths.profile()}>your profile</Link>. You may apply all the same.
        {change.length > 0 ? (
          <>
            {" "}
            Is it out of date? Edit{" "}
            {change.map((part, index) => (
              <Fragment key={part}>
                {index > 0 ? ", " : null}
                <Link to={paths.profilePart(part)}>{midSentence(partLabels[part])}</Link>
              </Fragment>
            ))}
            .
          </>
        ) : null}
      </p>
    </Box>
  );
}
