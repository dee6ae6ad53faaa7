import type { Employer } from "../employer.ts";
import { Note } from "~/ui/notes.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { organizationLabels } from "./organization-fields.tsx";

const names = ["name", "website", "about"] as const;

/**
 * After a stale form: what stands now where it differs from what was typed, which the fields keep. Nothing where the form
 * was refused for another reason.
 * @param typed what came with the form; its version is the one that it showed.
 */
export function ChangedMeanwhile({
  typed,
  now,
}: {
  typed: Record<string, unknown> | null | undefined;
  now: Pick<Employer, (typeof names)[number] | "version">;
}) {
  if (!typed || Number(typed.version) === now.version) return null;
  const other = names.filter((name) => String(typed[name] ?? "").trim() !== (now[name] ?? ""));
  return (
    <Note kind="warn" title="Somebody changed it in the meantime" className="invited">
      {other.length === 0 ? (
        "It says what you typed already."
      ) : (
        <>
          <p>The fields keep what you typed. Saved is now:</p>
          <DefinitionList
            items={other.map((name) => ({ term: organizationLabels[name], value: now[name] || undefined }))}
            notStated="Empty"
          />
          <p>Save again to put your words in their place.</p>
        </>
      )}
    </Note>
  );
}
