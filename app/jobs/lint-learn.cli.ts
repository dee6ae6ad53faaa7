/** `npm run lint:learn`: learns lint/likeness.json anew from the labelled files named. No database. */
import { readFileSync, writeFileSync } from "node:fs";
import { readLabelled } from "./lint/labelled-texts.ts";
import { learnLikeness } from "./lint/learn-likeness.ts";

const kept = new URL("lint/likeness.json", import.meta.url);
const learned = learnLikeness(process.argv.slice(2).flatMap((file) => readLabelled(readFileSync(file, "utf8"))));
writeFileSync(kept, `${JSON.stringify(learned)}\n`);
process.stdout.write(`${Object.keys(learned.weights).length} words kept in app/jobs/lint/likeness.json\n`);
