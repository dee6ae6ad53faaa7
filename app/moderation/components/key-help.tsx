import { useMemo, useRef } from "react";
import { Button } from "~/ui/button.tsx";
import { useDeskKeys, type DeskKeys } from "./use-desk-keys.ts";

/** A key as the help names it, and what it does. */
export type KeyHelp = readonly (readonly [keys: string, does: string])[];

/**
 * The page's keys: listens for them, and shows what they are on `?`. Renders nothing without script, for then there are
 * no keys; all they do is a link or a button of the page too.
 */
export function DeskKeyHelp({ keys, help }: { keys: DeskKeys; help: KeyHelp }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const all = useMemo(
    () => ({
      ...keys,
      "?": () => {
        dialog.current?.showModal();
        return "done" as const;
      },
    }),
    [keys],
  );
  const { on, set } = useDeskKeys(all);
  if (on === undefined) return null;
  return (
    <span className="keys">
      <button type="button" className="btn btn--text" onClick={all["?"]}>
        All keys {on ? <kbd aria-hidden="true">?</kbd> : null}
      </button>
      <button type="button" className="btn btn--text" aria-pressed={on} onClick={() => set(!on)}>
        {on ? "Turn the keys off" : "Turn the keys on"}
      </button>
      <dialog ref={dialog} className="key-help" aria-labelledby="key-help">
        <h2 id="key-help">Keys of this page</h2>
        <p className="small quiet">They rest while you type; Escape leaves a field.</p>
        <dl>
          {help.map(([names, does]) => (
            <div key={names}>
              <dt>
                {names.split(" ").map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <Button>Close</Button>
        </form>
      </dialog>
    </span>
  );
}
