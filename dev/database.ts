import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import { hasDebianPackages, listLibraryFolders, unpackDebianPackages } from "./debian-packages.ts";
import { lock } from "./lock.mjs";
import type { ShowDetail } from "./progress.mjs";
import { run, supervise, tailLog, type Environment } from "./processes.ts";

export type PrivateDatabase = {
  /** A mysql:// URL of the database `careercenter`, over a Unix socket (`?socketPath=`). */
  url: string;
  stop(): Promise<void>;
};

type Server = { binary: string; share: string; args: string[]; env: Environment };

const noServer = `No MariaDB was found, and this machine has no Debian packages to take one from.
  Install it (macOS: brew install mariadb; Fedora: dnf install mariadb-server), or set DATABASE_URL to a MySQL 8 or MariaDB 10.6 server.`;

/**
 * Starts the board's own MariaDB over `<dataDir>/mariadb`, providing the server from nothing when need be. It listens on
 * a socket only, in a folder of this user's own; it is started again when it dies and stops when this process ends.
 * The caller holds the lock of the data folder. `packagesDir` keeps what is unpacked.
 * Throws with what to do when no server can be had.
 */
export async function startDatabase(options: {
  dataDir: string;
  packagesDir: string;
  showDetail?: ShowDetail;
  onRestart?: (name: string, how: string) => void;
}): Promise<PrivateDatabase> {
  const { dataDir, packagesDir, showDetail = () => {}, onRestart } = options;
  const server = await provideServer(packagesDir, showDetail);
  const home = path.join(dataDir, "mariadb");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(home, 0o700);
  const data = path.join(home, "data");
  if (!existsSync(data)) {
    showDetail("making the data folder");
    await makeDataFolder(server, home, data);
  }

  showDetail("starting");
  const socket = findSocketPath(home);
  rmSync(socket, { force: true });
  const child = supervise({
    name: "database",
    command: server.binary,
    args: [
      ...server.args,
      ...serverSettings,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${path.join(home, "mariadbd.pid")}`,
    ],
    env: server.env,
    cwd: home,
    dataDir,
    onRestart,
  });
  try {
    await waitUntilReady(socket, () => child.deaths());
  } catch (error) {
    await child.stop();
    throw new Error(`MariaDB did not start (${String(error)}). Its last words:\n${tailLog(dataDir, "database")}`);
  }
  return { url: urlOfSocket(socket), stop: () => child.stop() };
}

/** The address of the private database that runs on `dataDir`, whoever started it. */
export function privateDatabaseUrl(dataDir: string): string {
  return urlOfSocket(findSocketPath(path.join(dataDir, "mariadb")));
}

const urlOfSocket = (socket: string) => `mysql://root@localhost/careercenter?socketPath=${encodeURIComponent(socket)}`;

/** The common subset of MySQL 8 and MariaDB: the strict modes of both, UTC, no binary log. */
const serverSettings = [
  "--skip-log-bin",
  "--skip-networking",
  "--default-time-zone=+00:00",
  "--character-set-server=utf8mb4",
  "--collation-server=utf8mb4_unicode_ci",
  "--sql-mode=STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
  "--max-connections=250",
  "--max-allowed-packet=64M",
  "--innodb-buffer-pool-size=256M",
  "--innodb-log-file-size=32M",
  // A process that is killed loses nothing with 2; a machine that loses power, up to one second.
  "--innodb-flush-log-at-trx-commit=2",
  // Containers often refuse io_uring, and many servers on one machine exhaust native AIO.
  "--innodb-use-native-aio=0",
];

async function provideServer(packagesDir: string, showDetail: ShowDetail): Promise<Server> {
  const installed = await findInstalledServer();
  if (installed) return installed;
  if (!hasDebianPackages()) throw new Error(noServer);
  const folder = path.join(packagesDir, "mariadb");
  mkdirSync(packagesDir, { recursive: true });
  const taken = await lock(path.join(packagesDir, "mariadb.lock"), "unpacking MariaDB", (holder) =>
    showDetail(`waiting for process ${holder.pid}, which unpacks it`),
  );
  try {
    const unpacked = await findServerIn(folder);
    if (unpacked) return unpacked;
    await unpackDebianPackages(["mariadb-server-core"], folder, showDetail);
    const server = await findServerIn(folder);
    if (server) return server;
    throw new Error("The unpacked MariaDB does not run here.");
  } catch (error) {
    throw new Error(
      `MariaDB could not be taken from Debian's packages:\n${error instanceof Error ? error.message : String(error)}\n` +
        "  Check the package sources (apt-get update), install mariadb-server-core, or set DATABASE_URL to a MySQL 8 or MariaDB 10.6 server.",
    );
  } finally {
    taken.release();
  }
}

async function findInstalledServer(): Promise<Server | undefined> {
  const folders = [
    ...(process.env.PATH ?? "").split(":"),
    "/usr/sbin",
    "/usr/libexec",
    "/usr/local/sbin",
    "/opt/homebrew/opt/mariadb/bin",
    "/usr/local/opt/mariadb/bin",
    "/home/linuxbrew/.linuxbrew/opt/mariadb/bin",
  ];
  for (const folder of new Set(folders.filter(Boolean))) {
    for (const name of ["mariadbd", "mysqld"]) {
      const binary = path.join(folder, name);
      if (!existsSync(binary)) continue;
      const server = await describeServer(binary, path.dirname(folder), { ...process.env });
      if (server) return server;
    }
  }
  return undefined;
}

async function findServerIn(folder: string): Promise<Server | undefined> {
  const binary = path.join(folder, "usr/sbin/mariadbd");
  if (!existsSync(binary)) return undefined;
  const libraries = [...listLibraryFolders(folder), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return describeServer(binary, path.join(folder, "usr"), { ...process.env, LD_LIBRARY_PATH: libraries });
}

/** A server that runs here and has the scripts a data folder is made with; MariaDB only, 10.6 or newer. */
async function describeServer(binary: string, base: string, env: Environment): Promise<Server | undefined> {
  const version = await run(binary, ["--no-defaults", "--version"], { env, timeoutMs: 20_000 });
  const [, major, minor] = /Ver (\d+)\.(\d+)\.\d+-MariaDB/.exec(version.stdout) ?? [];
  if (version.code !== 0 || Number(major) * 100 + Number(minor) < 1006) return undefined;
  const share = ["share/mysql", "share/mariadb", "share"]
    .map((name) => path.join(base, name))
    .find((name) => existsSync(path.join(name, "mysql_system_tables.sql")));
  if (!share) return undefined;
  const plugins = ["lib/mysql/plugin", "lib/mariadb/plugin", "lib/plugin", "lib64/mariadb/plugin"]
    .map((name) => path.join(base, name))
    .find((name) => existsSync(name));
  const args = ["--no-defaults", `--basedir=${base}`, `--lc-messages-dir=${share}`];
  if (plugins) args.push(`--plugin-dir=${plugins}`);
  if (process.getuid?.() === 0) args.push("--user=root");
  return { binary, share, args, env };
}

/** Makes the system tables in a temporary folder that is renamed when it is whole. */
async function makeDataFolder(server: Server, home: string, data: string) {
  for (const name of readdirSync(home))
    if (name.startsWith("new-")) rmSync(path.join(home, name), { recursive: true, force: true });
  const draft = path.join(home, `new-${randomBytes(4).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  const script = path.join(draft, "bootstrap.sql");
  const parts = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];
  writeFileSync(
    script,
    [
      // The bootstrap reads one statement a line.
      "CREATE DATABASE mysql;",
      "USE mysql;",
      "SET @auth_root_socket=NULL, @skip_auth_anonymous=1;",
      ...parts
        .map((name) => path.join(server.share, name))
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file, "utf8")),
      "CREATE DATABASE IF NOT EXISTS careercenter CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;",
    ].join("\n"),
  );
  const result = await run(
    "/bin/sh",
    [
      "-c",
      `exec "$@" < "$0"`,
      script,
      server.binary,
      ...server.args,
      "--bootstrap",
      `--datadir=${draft}`,
      "--skip-log-bin",
      "--innodb-log-file-size=32M",
      "--innodb-use-native-aio=0",
      "--max-allowed-packet=16M",
    ],
    {
      env: server.env,
      cwd: draft,
      timeoutMs: 120_000,
    },
  );
  if (result.code !== 0)
    throw new Error(
      `MariaDB could not make its data folder:\n${result.stderr.trim().split("\n").slice(-8).join("\n")}`,
    );
  rmSync(script);
  renameSync(draft, data);
}

/** The socket beside the data, or in the temporary folder when that path is longer than a socket's may be. */
function findSocketPath(home: string): string {
  const beside = path.join(home, "mariadb.sock");
  if (Buffer.byteLength(beside) < 100) return beside;
  const user = process.getuid?.() ?? 0;
  const folder = path.join(
    os.tmpdir(),
    `careercenter-${user}-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entry = lstatSync(folder);
  // Everyone may write to the temporary folder: another user could have made this one first.
  if (!entry.isDirectory() || entry.uid !== user || (entry.mode & 0o077) !== 0)
    throw new Error(`${folder} belongs to somebody else; remove it or set DATA_DIR to a shorter path.`);
  return path.join(folder, "mariadb.sock");
}

async function waitUntilReady(socket: string, deaths: () => number) {
  let reason: unknown = "no answer in 120 s";
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) {
    if (deaths() >= 3) throw reason;
    if (!existsSync(socket)) continue;
    try {
      const connection = await mysql.createConnection({ user: "root", socketPath: socket, connectTimeout: 5000 });
      await connection.query(
        "CREATE DATABASE IF NOT EXISTS careercenter CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
      );
      return await connection.end();
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}
