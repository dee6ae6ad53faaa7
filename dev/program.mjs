/** `node dev/program.mjs FILE.ts [ARGS]`: runs a program of the board with a database; see run-program.ts. */
import { prepare } from "./bootstrap.mjs";

const cwd = process.cwd();
await prepare();
const { runProgram } = await import("./run-program.ts");
process.exitCode = await runProgram(process.argv.slice(2), cwd);
