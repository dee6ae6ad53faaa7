import mysql from "mysql2/promise";
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startBoard } from "../../../dev/board.ts";
import { findChromium } from "../../../dev/chromium.ts";
import { startDatabase, type PrivateDatabase } from "../../../dev/database.ts";
import { endLeftovers, tailLog, type Environment } from "../../../dev/processes.ts";
import { takeTestFolder } from "../../../dev/test-folder.ts";

const schema = "cc_test_e2e";

/** Settings of a real board must not reach the one under test: it has a database, a mailbox and a Stripe of its own. */
const foreign = [
  "PORT",
  "BASE_URL",
  "DATABASE_URL",
  "DATA_DIR",
  "SMTP_URL",
  "MAIL_FROM",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_API_BASE",
  "STRIPE_TAX",
  "FACTOR_KEY",
  "TRUST_PROXY",
  "WEB_CONCURRENCY",
  "CDN",
  "NODE_ENV",
];

/**
 * Starts a whole board over an empty database, seeded with the small demo, on free ports; the tests find it through
 * E2E_BASE_URL, E2E_MAILBOX_URL, E2E_STRIPE_URL and E2E_DATABASE_URL. Gives what stops it.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const root = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));
  const packagesDir = path.join(root, ".data/packages");
  const place = takeTestFolder(root);
  let database: PrivateDatabase | undefined;
  const stopAll = async (stopBoard?: () => Promise<void>) => {
    await stopBoard?.();
    await database?.stop();
    place.release();
  };
  try {
    process.env.E2E_CHROMIUM ??= JSON.stringify(await findChromium({ packagesDir }));
    if (!process.env.TEST_DATABASE_URL) {
      await endLeftovers(place.folder);
      database = await startDatabase({ dataDir: place.folder, packagesDir });
    }
    const databaseUrl = await makeEmptySchema(process.env.TEST_DATABASE_URL ?? database?.url ?? "");
    const dataDir = path.join(place.folder, "e2e");
    rmSync(dataDir, { recursive: true, force: true });
    const settings: Environment = { ...process.env };
    for (const name of foreign) delete settings[name];
    // The seed of a database that is given may fail quietly; of this one it must not.
    const start = startBoard({
      root,
      dataDir,
      packagesDir,
      settings: { ...settings, DATABASE_URL: databaseUrl },
      ports: "any",
      seedSize: "small",
      seedMustWork: true,
    });
    const board = await start.ready;
    Object.assign(process.env, {
      E2E_BASE_URL: board.baseUrl,
      E2E_MAILBOX_URL: board.mailboxUrl,
      E2E_STRIPE_URL: board.stripeUrl,
      E2E_DATABASE_URL: databaseUrl,
      E2E_DATA_DIR: dataDir,
    });
    return async () => {
      await stopAll(start.stop);
      if (process.env.E2E_SHOW_LOGS) for (const name of ["web", "worker"]) console.log(tailLog(dataDir, name, 60));
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function makeEmptySchema(serverUrl: string): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = "/";
  const connection = await mysql.createConnection({ uri: url.href, connectTimeout: 10_000 });
  await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
  await connection.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  url.pathname = `/${schema}`;
  return url.href;
}
