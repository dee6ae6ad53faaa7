import { Time } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";

/** Stands where the papers were, long after an application's end. */
export function ErasedNote({ at, now }: { at: Date; now: Date }) {
  return (
    <p className="quiet">
      Erased on{" "}
      <Time at={at} now={now}>
        {formatDate(at, now)}
      </Time>
      , long after the application ended, with the letter and the answers. Its states stay.
    </p>
  );
}
