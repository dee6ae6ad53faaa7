/** `npm run stripe:sandbox`: the sandbox as a program of its own, also on a fresh checkout; see README.md and main.ts. */
import { prepare } from "../bootstrap.mjs";

await prepare();
const { settings } = await import("./main.ts");
console.log(settings);
