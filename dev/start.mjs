import { prepare } from "./bootstrap.mjs";

await prepare();
const { startFromTerminal } = await import("./start-board.ts");
await startFromTerminal({ development: process.argv.includes("--dev") });
