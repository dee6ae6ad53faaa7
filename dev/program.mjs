/** `node dev/program.mjs FILE.ts [ARGS]`: runs a program of the board with a database; see run-program.ts. */
import { prepare } from "./bootstrap.mjs";

// npm runs scripts in the repository's folder; the files named are where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
await prepare();
const { runProgram } = await import("./run-program.ts");
process.exitCode = await runProgram(process.argv.slice(2), cwd);
