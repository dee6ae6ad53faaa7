import { chromium } from "@playwright/test";
import { brotliCompressSync, constants } from "node:zlib";
import path from "node:path";
import { findChromium, mergeEnvironment } from "../../dev/chromium.ts";
import { root } from "./children.ts";
import { browserHeaders, get, type Web } from "./web-process.ts";

export const visitKinds = ["HTML", "JavaScript", "CSS", "fonts", "images", "other"] as const;
export type VisitKind = (typeof visitKinds)[number];
/** `sent`: bytes of the bodies as the server sends them to a browser that takes brotli; `plain`: uncompressed. */
export type VisitFigures = Record<VisitKind, { files: number; sent: number; brotli: number; plain: number }>;

const kindOf: Record<string, VisitKind> = {
  document: "HTML",
  script: "JavaScript",
  stylesheet: "CSS",
  font: "fonts",
  image: "images",
};

/** Opens `/jobs` in an empty Chromium, waits until nothing is loaded any more, and weighs everything it asked for. */
export async function measureFirstVisit(web: Web): Promise<VisitFigures> {
  const found = await findChromium({ packagesDir: path.join(root, ".data/packages") });
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    env: mergeEnvironment(found),
    args: found.args,
    timeout: 30_000,
  });
  const requests = new Map<string, VisitKind>();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("requestfinished", (request) => {
      if (!request.url().startsWith(web.baseUrl)) return;
      const isScript = /\.js(\?|$)/.test(request.url());
      requests.set(request.url(), isScript ? "JavaScript" : (kindOf[request.resourceType()] ?? "other"));
    });
    await page.goto(`${web.baseUrl}/jobs`, { waitUntil: "networkidle", timeout: 60_000 });
    await page.waitForTimeout(1_000);
  } finally {
    await browser.close();
  }

  const figures = Object.fromEntries(
    visitKinds.map((kind) => [kind, { files: 0, sent: 0, brotli: 0, plain: 0 }]),
  ) as VisitFigures;
  for (const [url, kind] of requests) {
    const sent = await get(url, { headers: browserHeaders });
    const plain = await get(url, { headers: { ...browserHeaders, "accept-encoding": "identity" } });
    const figure = figures[kind];
    figure.files++;
    figure.sent += sent.body.length;
    figure.plain += plain.body.length;
    // Fonts and pictures are compressed by their own formats.
    figure.brotli +=
      kind === "fonts" || kind === "images"
        ? plain.body.length
        : brotliCompressSync(plain.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  }
  return figures;
}
