import { getDocument, GlobalWorkerOptions, RenderingCancelledException } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

/** What a PDF without its own fonts or with far-eastern ones needs: by file name, fetched when a page asks for it. */
const files: Record<string, string> = {
  ...import.meta.glob<string>("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
    query: "?url&no-inline",
    import: "default",
    eager: true,
  }),
  ...import.meta.glob<string>("/node_modules/pdfjs-dist/cmaps/*.bcmap", {
    query: "?url&no-inline",
    import: "default",
    eager: true,
  }),
};
const byName = new Map(Object.entries(files).map(([file, url]) => [file.slice(file.lastIndexOf("/") + 1), url]));

/** The data files from our own origin, under the names that the build gave them. */
class BoardFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = byName.get(filename);
    if (!url) throw new Error("There is no such data file");
    const answer = await fetch(url);
    if (!answer.ok) throw new Error("The data file did not come");
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** A page that is being drawn. `done` rejects when it cannot be, or was cancelled. */
export type Drawing = { done: Promise<void>; cancel(): void; isCancelled(error: unknown): boolean };

/** A PDF whose pages can be drawn, in `width` CSS pixels, one at a time. */
export type OpenPdf = {
  pages: number;
  draw(canvas: HTMLCanvasElement, page: number, width: number): Drawing;
  close(): void;
};

/** The most pixels of a drawn page: a hostile size must not take the browser's memory. */
const MOST_PIXELS = 16_000_000;

/** Opens a PDF of our own origin with pdf.js and its worker. @throws when it is none, or wants a password. */
export async function openPdf(url: string): Promise<OpenPdf> {
  GlobalWorkerOptions.workerSrc = workerUrl;
  const task = getDocument({
    url,
    BinaryDataFactory: BoardFiles,
    // Named, so that fonts and maps are asked for at all.
    cMapUrl: "cmaps/",
    cMapPacked: true,
    standardFontDataUrl: "standard_fonts/",
    useWorkerFetch: false,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: 0,
  });
  const document = await task.promise;
  return {
    pages: document.numPages,
    draw(canvas, number, width) {
      let cancelled = false;
      let cancel = () => {
        cancelled = true;
      };
      const done = (async () => {
        const page = await document.getPage(number);
        if (cancelled) throw new RenderingCancelledException("Another page is drawn");
        const natural = page.getViewport({ scale: 1 });
        const wanted = (width / natural.width) * window.devicePixelRatio;
        const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (natural.width * natural.height)));
        const viewport = page.getViewport({ scale });
        canvas.width = Math.floor(viewport.width);
        canvas.height = Math.floor(viewport.height);
        canvas.style.width = `${Math.floor(width)}px`;
        const rendering = page.render({ canvas, viewport });
        cancel = () => rendering.cancel();
        await rendering.promise;
        page.cleanup();
      })();
      return {
        done,
        cancel: () => cancel(),
        isCancelled: (error) => error instanceof RenderingCancelledException,
      };
    },
    close: () => void task.destroy(),
  };
}
