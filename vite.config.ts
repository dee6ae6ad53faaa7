import { vitePlugin as remix } from "@remix-run/dev";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";
import { aliases } from "./aliases.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Puts a .br and a .gz beside every file of text that the browser may fetch, so that none is compressed for a request. */
function precompress(): Plugin {
  let isLast = false;
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    configResolved: ({ build }) => void (isLast = Boolean(build.ssr)),
    // The server's build is the second, and Remix writes the manifest of routes with it.
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        if (!isLast) return;
        const folder = path.join(root, remixOptions.buildDirectory, "client");
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !/\.(m?js|css|svg|txt|json|xml)$/.test(entry.name)) continue;
          const file = path.join(entry.parentPath, entry.name);
          const bytes = readFileSync(file);
          if (bytes.length < 500) continue;
          writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes));
          writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}

/** What stands on every page, and what the lists of jobs need beside it: two files of script instead of twenty crumbs. */
const chunks: Record<string, RegExp> = {
  frame:
    /\/app\/(ui\/(answers|button|class-names|fonts|format|frame|icon|nonce|notes|page-link)|platform\/paths)\.tsx?$/,
  jobs: /\/app\/(ui\/(card-text|codes|markup|facet-values|facets|job-card|made-once|mark|packing|range-bar|scale)|distribution\/page-meta|jobs\/components\/packed-cards|search\/(?!components\/suggestions)[\w/-]+|vocabulary\/(credential-labels|state-names|terms|vocabulary|work))\.tsx?$/,
};

function chunkOf(id: string): string | undefined {
  return Object.keys(chunks).find((name) => chunks[name]!.test(id));
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions), precompress()],
  resolve: { alias: aliases(root) },
  build: {
    target: "es2022",
    // Terser makes 5 % less of React and Remix than esbuild does.
    minify: isSsrBuild ? false : "terser",
    terserOptions: { module: true, compress: { passes: 2 } },
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
  optimizeDeps: { esbuildOptions: { target: "es2022" } },
}));
