import path from "node:path";

/** The import prefixes of tsconfig.json, for Vite and Vitest. `root` is the repository's folder. */
export function aliases(root: string): { find: RegExp; replacement: string }[] {
  return [
    { find: /^~\//, replacement: path.join(root, "app") + "/" },
    { find: /^#db\//, replacement: path.join(root, "db") + "/" },
    { find: /^#tests\//, replacement: path.join(root, "tests") + "/" },
  ];
}
