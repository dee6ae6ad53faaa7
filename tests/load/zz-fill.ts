import { startDatabase } from "/work/main/dev/database.ts";
import { prepareBoard, query } from "/work/main/tests/load/boards.ts";
import { tryLock } from "/work/main/dev/lock.mjs";
const taken = tryLock("/work/main/.data/bench/bench.lock", "fill");
if (!taken.release) throw new Error("locked");
const d = await startDatabase({ dataDir: "/work/main/.data/bench", packagesDir: "/work/main/.data/packages" });
await query(d.url, "set global innodb_buffer_pool_size = 4294967296");
await query(d.url, "set global innodb_log_file_size = 1073741824");
for (const n of process.argv.slice(2).map(Number)) {
  const t = performance.now();
  await prepareBoard(d.url, n, (k) => {
    if (k % 20000 === 0) console.log(n, k, ((performance.now() - t) / 1000) | 0);
  });
  console.log(n, "done", ((performance.now() - t) / 1000) | 0);
}
await d.stop();
taken.release();
