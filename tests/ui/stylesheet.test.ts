import { brotliCompressSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let files: Rollup.OutputAsset[] = [];
let css = "";

beforeAll(async () => {
  const built = await build({
    configFile: false,
    root,
    logLevel: "silent",
    build: { target: "es2022", write: false, rollupOptions: { input: path.join(root, "app/styles/index.css") } },
  });
  const output = Array.isArray(built) ? built.flatMap((one) => one.output) : "output" in built ? built.output : [];
  files = output.filter((file) => file.type === "asset");
  css = String(files.find((file) => file.fileName.endsWith(".css"))?.source ?? "");
}, 60_000);

describe("the stylesheet", () => {
  it("is at most 15 kB when compressed", () => {
    expect(css.length).toBeGreaterThan(10_000);
    expect(brotliCompressSync(css).length).toBeLessThan(15_000);
  });

  it("brings exactly two fonts and nothing else", () => {
    expect(files.filter((file) => !file.fileName.endsWith(".css")).map((file) => path.extname(file.fileName))).toEqual([
      ".woff2",
      ".woff2",
    ]);
    expect(css).not.toMatch(/url\((?!\/assets\/)/);
  });

  it("uses no colour function that an older browser would not know for its colours", () => {
    expect(css).not.toContain("light-dark(");
  });

  it("keeps both theme switches through the minifier: an empty one is not dropped", () => {
    expect(css).toMatch(/--if-dark: ?[;}]/);
    expect(css).toMatch(/--if-light: ?[;}]/);
  });
});
