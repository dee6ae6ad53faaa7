import { paths } from "~/platform/paths.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { countOf } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";

/** What must be done before, with the way there. */
export function Obstacles({ obstacles }: { obstacles: { employerId: EmployerId; name: string; words: string }[] }) {
  return (
    <Note kind="warn" title="Your organization needs somebody first">
      <ul>
        {obstacles.map(({ employerId, name, words }) => (
          <li key={employerId}>
            {words} <PageLink to={paths.members(employerId)}>The people of {name}</PageLink>
          </li>
        ))}
      </ul>
    </Note>
  );
}

type Departure = {
  applications: { kept: number; open: number };
  organizations: { name: string; sole: boolean }[];
  days: number;
};

/** What happens, in plain words: what is erased at once, what ends, what stays and for how long. */
export function Consequences({ applications, organizations, days }: Departure) {
  const left = organizations.filter(({ sole }) => !sole).map(({ name }) => name);
  const alone = organizations.filter(({ sole }) => sole).map(({ name }) => name);
  const { kept, open } = applications;
  return (
    <ul className="stack">
      <li>
        At once: your profile, saved jobs, alerts, files that were not sent, second factor and devices are erased. Your
        name and address are gone from the board.
      </li>
      {open ? (
        <li>{`${countOf(open, "open application")} ${open === 1 ? "is" : "are"} withdrawn, and the employers are told.`}</li>
      ) : null}
      {kept ? (
        <li>
          {`${countOf(kept, "application")} that you sent ${kept === 1 ? "stays" : "stay"} with the employer, since the law has employers keep them: name, address, letter, answers and résumé are erased ${days} days after the end.`}
        </li>
      ) : null}
      {left.length ? <li>You leave {left.join(", ")}. Its jobs and orders stay; its owners are told.</li> : null}
      {alone.length ? (
        <li>
          {alone.join(", ")} is left with nobody: the pages of its former jobs stay, and its credits can be used by no
          one. Orders and receipts are kept as long as tax law asks for.
        </li>
      ) : null}
      <li>
        A last mail tells you that it is done. With the same address you can sign up anew, and begin with nothing.
      </li>
    </ul>
  );
}
