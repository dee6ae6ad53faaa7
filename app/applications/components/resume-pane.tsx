import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { ResumeText } from "~/platform/files/resume-text.ts";
import type { FileId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { formatNumber } from "~/ui/format.ts";
import type { OpenPdf } from "./pdf-pages.client.ts";

const ZOOMS = [1, 1.5, 2, 3] as const;

/**
 * A résumé beside the notes. The words are there without script; with it a PDF's pages are drawn by pdf.js, which is
 * fetched only here, and the words stay one button away.
 */
export function ResumePane({
  file,
  name,
  text,
}: {
  file: { id: FileId; isPdf: boolean };
  name: string;
  text: ResumeText | "unreadable" | "busy";
}) {
  const pdf = usePdf(file);
  const [asText, setAsText] = useState(false);
  const pages = pdf && !asText;
  const views = (
    <span className="resume-views" role="group" aria-label="Show the résumé as">
      <Button type="button" aria-pressed={!asText} onClick={() => setAsText(false)}>
        Pages
      </Button>
      <Button type="button" aria-pressed={asText} onClick={() => setAsText(true)}>
        Text
      </Button>
    </span>
  );
  return (
    <>
      {pages ? (
        <PdfPages pdf={pdf} name={name} views={views} />
      ) : (
        <>
          {pdf ? <div className="resume-tools">{views}</div> : null}
          <ResumeWords name={name} text={text} />
        </>
      )}
    </>
  );
}

function ResumeWords({ name, text }: { name: string; text: ResumeText | "unreadable" | "busy" }) {
  if (text === "busy")
    return <p className="quiet">The words are being read. Load this page again in a moment, or open the file.</p>;
  if (text === "unreadable") return <p className="quiet">The words of this file could not be read. Open the file.</p>;
  if (text.body === "") return <p className="quiet">There are no words in this file, only pictures. Open the file.</p>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="resume resume--words" tabIndex={0} role="region" aria-label={`Résumé of ${name}, as text`}>
      {text.body}
      {text.isWhole ? null : "\n\n… The rest is in the file."}
    </div>
  );
}

/** The opened PDF; undefined for another format, until it is there, and when it cannot be drawn. One file a component. */
function usePdf({ id, isPdf }: { id: FileId; isPdf: boolean }): OpenPdf | undefined {
  const [pdf, setPdf] = useState<OpenPdf>();
  useEffect(() => {
    if (!isPdf) return;
    let left = false;
    let opened: OpenPdf | undefined;
    import("./pdf-pages.client.ts")
      .then(({ openPdf }) => openPdf(paths.file(id)))
      .then((document) => {
        opened = document;
        if (left) document.close();
        else setPdf(document);
      })
      // The words are shown instead, and the file itself is a link away.
      .catch(() => undefined);
    return () => {
      left = true;
      opened?.close();
    };
  }, [id, isPdf]);
  return pdf;
}

function PdfPages({ pdf, name, views }: { pdf: OpenPdf; name: string; views: ReactNode }) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (!target || !box.current) return;
    const style = getComputedStyle(box.current);
    const width = box.current.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const drawing = pdf.draw(target, page, width * (ZOOMS[zoom] ?? 1));
    drawing.done.then(
      () => setFailed(false),
      (error: unknown) => drawing.isCancelled(error) || setFailed(true),
    );
    return () => drawing.cancel();
  }, [pdf, page, zoom]);
  const go = (to: number) => {
    setPage(Math.min(pdf.pages, Math.max(1, to)));
    box.current?.scrollTo(0, 0);
  };
  const magnify = (by: number) => setZoom((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + by)));
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight" || event.key === "PageDown") go(page + 1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") go(page - 1);
    else if (event.key === "+") magnify(1);
    else if (event.key === "-") magnify(-1);
    else return;
    event.preventDefault();
  }
  return (
    <>
      <div className="resume-tools">
        {views}
        {pdf.pages > 1 ? (
          <Button type="button" disabled={page === 1} onClick={() => go(page - 1)}>
            Back<span className="vh"> a page</span>
          </Button>
        ) : null}
        <span role="status">
          Page {formatNumber(page)} of {formatNumber(pdf.pages)}
        </span>
        {pdf.pages > 1 ? (
          <Button type="button" disabled={page === pdf.pages} onClick={() => go(page + 1)}>
            On<span className="vh"> a page</span>
          </Button>
        ) : null}
        <Button type="button" disabled={zoom === 0} onClick={() => magnify(-1)}>
          Smaller
        </Button>
        <Button type="button" disabled={zoom === ZOOMS.length - 1} onClick={() => magnify(1)}>
          Larger
        </Button>
      </div>
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- it scrolls, and has the keys that the buttons over it have */}
      <div
        ref={box}
        className="resume resume--pages"
        tabIndex={0}
        role="region"
        aria-label={`Résumé of ${name}; arrow keys turn the page, plus and minus change its size`}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} role="img" aria-label={`Page ${page}, drawn; its words are under Text`} />
        {failed ? <p>This page cannot be drawn. Choose Text, or open the file.</p> : null}
      </div>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
    </>
  );
}
