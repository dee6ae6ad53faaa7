import { Note } from "./notes";

/** Why what was asked for was not done, at the top of its page and read out by screen readers; nothing where it was. */
export function Refused({ why }: { why: string | undefined }) {
  if (!why) return null;
  return (
    <div role="alert">
      <Note kind="error" title="This was not done">
        {why}
      </Note>
    </div>
  );
}
