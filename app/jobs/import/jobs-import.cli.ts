/** `npm run jobs:import -- FILE [--publish] [--admin EMAIL] [--permission TEXT] [--any-work]` */
import path from "node:path";
import { parseArgs } from "node:util";
import { openDatabase, type Db } from "~/platform/database.server.ts";
import { env, EnvError } from "~/platform/env.server.ts";
import type { Publication } from "./import-job.server.ts";
import { insertPermission, listAdmins } from "./import.queries.server.ts";
import { importFile } from "./import-file.server.ts";
import { share } from "./import-figures.ts";
import { ImportFileError } from "./source-posting.ts";

const usage = "Usage: npm run jobs:import -- FILE [--publish] [--admin EMAIL] [--permission TEXT] [--any-work]";

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What the person at the terminal did wrong, and what to do. */
class UsageError extends Error {}

async function publicationOf(db: Db, options: { admin?: string; permission?: string }): Promise<Publication> {
  const admins = await listAdmins(db, options.admin);
  const [admin, other] = admins;
  if (!admin)
    throw new UsageError(
      options.admin === undefined
        ? "--publish is an admin's act, and there is no admin yet. Make one: npm run admin:create -- EMAIL"
        : `--publish is an admin's act, and ${options.admin} is no admin with a confirmed address.`,
    );
  if (other)
    throw new UsageError("--publish is an admin's act, and there are several admins. Say who publishes: --admin EMAIL");
  return {
    adminId: admin.id,
    permissionId: await insertPermission(db, admin.id, options.permission || "stated by the admin who ran jobs:import"),
  };
}

async function run(): Promise<void> {
  let args;
  try {
    args = parseArgs({
      allowPositionals: true,
      options: {
        publish: { type: "boolean", default: false },
        "any-work": { type: "boolean", default: false },
        admin: { type: "string" },
        permission: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  const [file, more] = args.positionals;
  if (!file || more) throw new UsageError(usage);
  const db = openDatabase(env().DATABASE_URL, { connections: 2 });
  try {
    const publish = args.values.publish ? await publicationOf(db, args.values) : null;
    const report = await importFile(db, path.resolve(file), publish, {
      anyWork: args.values["any-work"],
      onRow: print,
      // Only a person watching needs to know how far it is; a log gets the rows.
      onProgress: process.stderr.isTTY ? (line) => process.stderr.write(`\r\u001b[2K${line}`) : undefined,
    });
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");
    const { figures, counts } = report;
    print(`\nCredentials named in coding titles or texts that became facets: ${share(figures.credentials)}`);
    if (figures.credentials.missed.length) print(`  not recognized: ${figures.credentials.missed.join("; ")}`);
    print(`Places of the form city and state that resolved: ${share(figures.places)}`);
    if (figures.places.unresolved.length) print(`  unresolved: ${figures.places.unresolved.join("; ")}`);
    print(`${counts.taken} taken, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.refused} refused`);
  } finally {
    await db.destroy();
  }
}

try {
  await run();
} catch (error) {
  const expected = error instanceof UsageError || error instanceof ImportFileError || error instanceof EnvError;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
