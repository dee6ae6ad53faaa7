import { foundWords, type LinkState } from "~/jobs/apply-link.ts";
import { countOf, formatMoment } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";

/** What is known of the address where a job takes applications; the state is null before anybody has looked. */
export type ApplyAddress = {
  address: string;
  state: LinkState | null;
  found: string | null;
  failures: number | null;
  failingSince: Date | null;
};

/** That the address at which people would apply is gone or leads elsewhere. Renders nothing where it answers. */
export function ApplyAddressNote({ link, now }: { link: ApplyAddress | undefined; now: Date }) {
  if (!link?.found || !(link.state === "failing" || link.state === "dead" || link.found === "home")) return null;
  const { address, found, failures, failingSince } = link;
  return (
    <Note kind="warn" title="Where people would apply">
      <span className="wrap-any">{address}</span>: {foundWords(found)}
      {failures && failingSince ? `, ${countOf(failures, "time")} since ${formatMoment(failingSince, now)} UTC` : ""}.
    </Note>
  );
}
