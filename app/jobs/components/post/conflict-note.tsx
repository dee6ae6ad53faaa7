import { Link } from "@remix-run/react";
import { Button } from "~/ui/button.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Icon } from "~/ui/icon.tsx";
import type { DraftChange } from "../../draft-changes.ts";

/** A draft that was written elsewhere since the page was opened: what stands there now, and what was typed here. */
export type Conflict = { mark: string; changes: DraftChange[] };

/** Shows both versions of what differs. Nothing was overwritten, and what was typed stands in the form below. */
export function ConflictNote({ conflict, here }: { conflict: Conflict; here: string }) {
  return (
    <div className="note note--error conflict" role="alert">
      <Icon name="warn" />
      <div>
        <b>This step was changed elsewhere since you opened it</b>
        <p>
          Nothing was overwritten. What you typed is still in the form below; saving it replaces what was saved
          elsewhere.
        </p>
        <DataTable
          caption="What differs"
          captionHidden
          scrolls
          columns={[
            { key: "field", label: "Field" },
            { key: "theirs", label: "Saved elsewhere" },
            { key: "yours", label: "Typed here" },
          ]}
          rowHeaders
          rows={conflict.changes.map(({ field, theirs, yours }) => ({
            key: field,
            cells: [field, theirs || "Empty", yours || "Empty"],
          }))}
        />
        <div className="acts">
          <Button name="go" value="stay" formNoValidate>
            Save what I typed
          </Button>
          <Link to={here} reloadDocument className="btn">
            Take what was saved elsewhere
          </Link>
        </div>
      </div>
    </div>
  );
}
