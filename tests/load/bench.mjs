/** `npm run bench`: see bench.ts. */
import { prepare } from "../../dev/bootstrap.mjs";

await prepare();
const { runBench } = await import("./bench.ts");
await runBench(process.argv.slice(2));
