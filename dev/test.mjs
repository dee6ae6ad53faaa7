import { prepare } from "./bootstrap.mjs";

await prepare();
const { runTests } = await import("./run-tests.ts");
await runTests(process.argv.slice(2));
