import { brotliCompressSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let files: Rollup.OutputAsset[] = [];
let css = "";
let script = "";

beforeAll(async () => {
  const input = ["app/styles/index.css", "app/ui/fonts.ts", "app/ui/icon.tsx"].map((file) => path.join(root, file));
  const built = await build({
    configFile: false,
    root,
    logLevel: "silent",
    build: { target: "es2022", write: false, rollupOptions: { input, preserveEntrySignatures: "strict" } },
  });
  const output = Array.isArray(built) ? built.flatMap((one) => one.output) : "output" in built ? built.output : [];
  script = output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n");
  files = output.filter((file) => file.type === "asset");
  css = String(files.find((file) => file.fileName.endsWith(".css"))?.source ?? "");
}, 60_000);

describe("the stylesheet", () => {
  it("is at most 15 kB when compressed", () => {
    expect(css.length).toBeGreaterThan(10_000);
    expect(brotliCompressSync(css).length).toBeLessThan(15_000);
  });

  it("brings exactly two fonts, and preloads the very same", () => {
    const fonts = files.map((file) => file.fileName).filter((name) => name.endsWith(".woff2"));
    expect(fonts).toHaveLength(2);
    for (const font of fonts) {
      expect(css).toContain(`url(/${font})`);
      expect(script).toContain(`"/${font}"`);
    }
    expect(css).not.toMatch(/url\((?!\/assets\/)/);
  });

  it("comes with the icons as one file of our own origin, never as a data: URL", () => {
    const sprite = files.find((file) => file.fileName.endsWith(".svg"));
    expect(script).toContain(`"/${sprite?.fileName}"`);
    expect(script).not.toContain("data:image");
  });

  it("uses no colour function that an older browser would not know for its colours", () => {
    expect(css).not.toContain("light-dark(");
  });

  it("keeps both theme switches through the minifier: an empty one is not dropped", () => {
    expect(css).toMatch(/--if-dark: ?[;}]/);
    expect(css).toMatch(/--if-light: ?[;}]/);
  });
});
