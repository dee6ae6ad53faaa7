/** `npm run bench`: see bench.ts. */
import { prepare } from "../../dev/bootstrap.mjs";

await prepare();
const { runBench } = await import("./bench.ts");
try {
  await runBench(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
