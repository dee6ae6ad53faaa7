import type { FileId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatBytes } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";

/** The ways to a résumé: a PDF opens beside the page, any is saved. Both are files, not pages of the app. */
export function ResumeLinks({ id, name, type, bytes }: { id: FileId; name: string; type: string; bytes: number }) {
  const isPdf = type === "application/pdf";
  return (
    <>
      <p className="resume-file">
        <Icon name="file" /> <b>{name}</b>{" "}
        <span className="quiet nowrap">
          {isPdf ? "PDF" : "Word document"}, {formatBytes(bytes)}
        </span>
      </p>
      <p className="acts">
        {isPdf ? (
          <a className="btn" href={paths.file(id)} target="_blank" rel="noopener">
            <Icon name="eye" /> Open the résumé<span className="vh"> in a new tab</span>
          </a>
        ) : null}
        <a className="btn" href={paths.file(id, true)}>
          <Icon name="down" /> Save the résumé
        </a>
      </p>
    </>
  );
}
