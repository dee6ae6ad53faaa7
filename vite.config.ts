import { vitePlugin as remix } from "@remix-run/dev";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";
import { aliases } from "./aliases.ts";

export default defineConfig({
  plugins: [remix(remixOptions)],
  resolve: { alias: aliases(fileURLToPath(new URL(".", import.meta.url))) },
  build: { target: "es2022" },
  optimizeDeps: { esbuildOptions: { target: "es2022" } },
});
