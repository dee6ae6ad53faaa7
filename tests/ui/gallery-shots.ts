/**
 * Draws the gallery: every component in every state, as static pages under artifacts/gallery with the built stylesheet,
 * pictures of each at 390 and 1280 px in both themes, and what axe finds. For people who change the design:
 * `node --import tsx tests/ui/gallery-shots.ts`.
 */
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, createServer } from "vite";
import { aliases } from "../../aliases.ts";
import type { pages as Pages } from "./gallery";
import type { render as Render } from "./render";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = path.join(root, "artifacts/gallery");
const alias = aliases(root);
const CHROMIUM_FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"; // prettier-ignore
const TYPES: Record<string, string> = { ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" }; // prettier-ignore
/** As strict as the product's own: an inline style or script would not work here either. */
const CSP = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'";

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  configFile: false,
  root,
  logLevel: "warn",
  resolve: { alias },
  build: { target: "es2022", outDir: out, rollupOptions: { input: path.join(root, "app/styles/index.css"), output: { assetFileNames: "assets/[name][extname]" } } }, // prettier-ignore
});
const vite = await createServer({ configFile: false, root, appType: "custom", logLevel: "warn", resolve: { alias }, server: { middlewareMode: true } }); // prettier-ignore
const gallery = (await vite.ssrLoadModule("/tests/ui/gallery.tsx")) as { pages: typeof Pages };
const { render } = (await vite.ssrLoadModule("/tests/ui/render.tsx")) as { render: typeof Render };
for (const [name, element] of Object.entries(gallery.pages)) {
  for (const theme of ["light", "dark"]) {
    const body = await render(element);
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><link rel="stylesheet" href="/assets/index.css">`;
    await writeFile(path.join(out, `${name}-${theme}.html`), `<!doctype html><html lang="en" data-theme="${theme}"><head>${head}</head><body>${body}</body></html>`); // prettier-ignore
  }
}
await vite.close();

const server = createHttpServer((request, response) => {
  const pathname = new URL(request.url ?? "/", "http://gallery").pathname;
  const file = pathname.startsWith("/app/ui/") ? path.join(root, pathname) : path.join(out, pathname);
  readFile(file).then(
    (bytes) => response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "text/plain", "Content-Security-Policy": CSP }).end(bytes), // prettier-ignore
    () => response.writeHead(404).end(),
  );
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const address = server.address();
const port = typeof address === "object" && address ? address.port : 0;

const executablePath = existsSync(chromium.executablePath()) ? undefined : "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS.split(" ") });
let found = 0;
for (const name of Object.keys(gallery.pages)) {
  for (const theme of ["light", "dark"]) {
    for (const width of [1280, 390, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 844 } });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") console.log(`${name} ${theme} ${width}: ${message.text()}`);
      });
      await page.goto(`http://127.0.0.1:${port}/${name}-${theme}.html`, { timeout: 20_000 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) console.log(`${name} ${theme} ${width}: ${overflow} px too wide`);
      found += overflow > 0 ? 1 : 0;
      if (width === 320) {
        if (theme === "light") await page.screenshot({ path: path.join(out, `${name}-320.png`), fullPage: true });
      } else {
        const { violations } = await new AxeBuilder({ page }).analyze();
        found += violations.length;
        for (const violation of violations) {
          console.log(`${name} ${theme} ${width}: ${violation.id}: ${violation.help}`);
          for (const node of violation.nodes.slice(0, 3))
            console.log(`    ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n")[1] ?? ""}`);
        }
        await page.screenshot({ path: path.join(out, `${name}-${width}-${theme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
}
await browser.close();
server.close();
console.log(found === 0 ? "axe found nothing, nothing is too wide" : `${found} findings`);
process.exitCode = found === 0 ? 0 : 1;
