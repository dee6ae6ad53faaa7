import { sql } from "kysely";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "~/platform/database.server.ts";

/**
 * Runs `work` while nobody else can read the jobs: who does waits. `kill` ends the connections that wait, as a database
 * does that restarts; it waits for the first.
 * @param first what is done to the change feed in the same moment, so that nothing is read in between
 */
export async function holdingJobs(
  work: (kill: () => Promise<void>) => Promise<void>,
  first = sql`select 1`,
): Promise<void> {
  const own = openDatabase(process.env.DATABASE_URL!, { connections: 1 });
  const other = openDatabase(process.env.DATABASE_URL!, { connections: 1 });
  const kill = async () => {
    for (;;) {
      const { rows } = await sql<{ id: number }>`
        select id from information_schema.processlist where db = database() and state like '%lock%'`.execute(other);
      for (const { id } of rows) await sql`kill ${sql.lit(Number(id))}`.execute(other);
      if (rows.length > 0) return;
      await sleep(20);
    }
  };
  try {
    await own.connection().execute(async (connection) => {
      await sql`lock tables job write, change_feed write, change_counter write`.execute(connection);
      await first.execute(connection);
      // Gives the feed free and keeps the jobs.
      await sql`lock tables job write`.execute(connection);
      try {
        await work(kill);
      } finally {
        await sql`unlock tables`.execute(connection);
      }
    });
  } finally {
    await own.destroy();
    await other.destroy();
  }
}

/** A relay to the database at `databaseUrl` that can be cut, as a network or a server that is away, and mended. */
export async function openRelay(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const path = url.searchParams.get("socketPath");
  const target = path ? { path } : { host: url.hostname, port: Number(url.port || 3306) };
  const open = new Set<net.Socket>();
  let away = false;
  const server = net.createServer((socket) => {
    if (away) return void socket.destroy();
    const database = net.connect(target);
    for (const [from, to] of [
      [socket, database],
      [database, socket],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url.searchParams.delete("socketPath");
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" && address ? address.port : 0);
  const cut = () => {
    away = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    mend: () => void (away = false),
    close: () => {
      cut();
      server.close();
    },
  };
}
