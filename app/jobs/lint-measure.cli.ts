/** `npm run lint:measure -- FILE [--verbose]`: how well the lint tells labelled scams from honest texts. No database. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { LabelledFileError, readLabelled } from "./lint/labelled-texts.ts";
import { measureLint, sayMeasured } from "./lint/measure-lint.server.ts";

const usage = "Usage: npm run lint:measure -- FILE [--verbose]";

function run(): number {
  let args;
  try {
    args = parseArgs({ allowPositionals: true, options: { verbose: { type: "boolean", default: false } } });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return 2;
  }
  const [file, ...others] = args.positionals;
  if (!file || others.length > 0) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  try {
    // npm runs scripts in the repository's folder; the file named is where the person stands.
    const texts = readLabelled(readFileSync(path.resolve(process.env.INIT_CWD ?? "", file), "utf8"));
    process.stdout.write(`${sayMeasured(measureLint(texts), args.values.verbose).join("\n")}\n`);
    return 0;
  } catch (error) {
    const known = error instanceof LabelledFileError || (error instanceof Error && "code" in error);
    if (!known) throw error;
    process.stderr.write(`${file}: ${error.message}\n`);
    return 1;
  }
}

process.exitCode = run();
