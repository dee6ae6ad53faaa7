import * as fc from "fast-check";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ArchiveWriter, readArchive } from "#db/backup/archive.ts";
import { BackupError } from "#db/backup/backup-error.ts";
import { FORMAT, HEAD, MANIFEST, manifestSchema, VERSION } from "#db/backup/backup-format.ts";
import { findUsers } from "#db/backup/inspect-target.ts";
import { emptyTables } from "#db/backup/load-backup.ts";
import { restoreBackup, type RestoreOptions } from "#db/backup/restore-backup.ts";
import { halfRestored } from "#db/backup/restore-mark.ts";
import { saveBackup } from "#db/backup/save-backup.ts";
import { openServer } from "#db/backup/server-connection.ts";
import { verifyBackup } from "#db/backup/verify-backup.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer, anUpload } from "#tests/support/application-factories.ts";
import { database } from "~/platform/database.server.ts";
import { aPlaceToRestore } from "./restored-board.ts";

const place = aPlaceToRestore("refused");
const boardUrl = () => process.env.DATABASE_URL ?? "";
let backup: string;

async function save(file = place.aFile()): Promise<string> {
  await saveBackup({ databaseUrl: boardUrl(), files: place.boardFiles(), file });
  return file;
}

const restore = (file: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({ ...place, file, patience: 0, ...more });

/** The entries of a whole backup, to be put together as another one. */
async function entriesOf(file: string): Promise<[name: string, bytes: Buffer][]> {
  const entries: [string, Buffer][] = [];
  for await (const { name, bytes } of readArchive(file)) entries.push([name, bytes]);
  return entries;
}

async function writeArchive(entries: [string, Buffer][]): Promise<string> {
  const file = place.aFile();
  const archive = await ArchiveWriter.begin(file);
  for (const [name, bytes] of entries) await archive.add(name, bytes);
  await archive.end();
  return file;
}

beforeAll(async () => {
  const { employerId } = await anEmployer();
  const { jobId } = await aLiveJob(employerId);
  await anApplication(jobId);
  backup = await save();
});

describe("a backup that is not whole", { timeout: 60_000 }, () => {
  /** Nothing was written: there is no table in the database and no file. */
  async function expectNothing() {
    expect(await place.ask("show tables")).toEqual([]);
    expect(readdirSync(place.dataDir)).toEqual([]);
  }

  async function expectRefused(file: string, message: string | RegExp) {
    await expect(verifyBackup(file)).rejects.toThrow(message);
    await expect(restore(file)).rejects.toThrow(message);
    await expect(restore(file)).rejects.toThrow(BackupError);
    await expectNothing();
  }

  test("is refused wherever it was cut", async () => {
    const whole = readFileSync(backup);
    const cut = place.aFile();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        writeFileSync(cut, whole.subarray(0, length));
        await expect(verifyBackup(cut)).rejects.toThrow(BackupError);
      }),
      { numRuns: 40, examples: [[0], [1], [whole.length - 1], [whole.length - 8]] },
    );
    writeFileSync(cut, whole.subarray(0, whole.length >> 1));
    await expectRefused(cut, "was cut: its end is missing");
    // Cut before it was compressed: a whole gzip of half a tar.
    writeFileSync(cut, gzipSync(gunzipSync(whole).subarray(0, 20 * 512)));
    await expectRefused(cut, /is damaged|was cut/);
  });

  test("is refused wherever a byte is another one, or loses nothing by it", async () => {
    const whole = readFileSync(backup);
    const manifest = await verifyBackup(backup);
    const bent = place.aFile();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= bits;
        writeFileSync(bent, bytes);
        const found = await verifyBackup(bent).catch((error: unknown) => {
          expect(error).toBeInstanceOf(BackupError);
          return manifest;
        });
        expect(found).toEqual(manifest);
      }),
      { numRuns: 60 },
    );
  });

  test("is refused when a row, a file, a part or the end is not as its manifest says", async () => {
    const entries = await entriesOf(backup);
    const change = (of: RegExp, to: (bytes: Buffer) => Buffer) =>
      writeArchive(entries.map(([name, bytes]) => [name, of.test(name) ? to(bytes) : bytes]));
    const without = (of: RegExp) => writeArchive(entries.filter(([name]) => !of.test(name)));
    const swap = (bytes: Buffer) => Buffer.from(bytes.toString().replace("Dana Whitlock", "Dana Whitlocc"));
    await expectRefused(await change(/^tables\/account\//, swap), "the rows of account are not those that were saved");
    await expectRefused(await change(/^files\//, (bytes) => bytes.subarray(1)), "the files are not those");
    await expectRefused(await without(/^tables\/job\//), "the rows of job are not those");
    await expectRefused(await without(/^files\//), "the files are not those");
    await expectRefused(await without(/^manifest/), "was cut");
    await expectRefused(await writeArchive([...entries, ["files/more", Buffer.from("x")]]), "it goes on after its end");
    await expectRefused(
      await writeArchive([...entries.slice(0, -1), ["../../etc/passwd", Buffer.from("x")], entries.at(-1)!]),
      'it holds "../../etc/passwd"',
    );
  });

  test("is refused when it is something else", async () => {
    const file = place.aFile();
    for (const bytes of [Buffer.from("-- MySQL dump"), gzipSync("-- MySQL dump"), gzipSync("x".repeat(2_000))]) {
      writeFileSync(file, bytes);
      await expectRefused(file, "is no backup of the board");
    }
    await expectRefused(await writeArchive([["photos/cat.jpg", Buffer.from("x")]]), "is no backup of the board");
    await expectRefused(await writeArchive([]), "is no backup of the board");
    await expectRefused(path.join(place.dataDir, "nowhere.tar.gz"), "There is no file");
  });

  test("is refused when a newer program made it", async () => {
    const entries = await entriesOf(backup);
    const head = { format: FORMAT, version: VERSION + 1, createdAt: new Date(0).toISOString() };
    await expectRefused(
      await writeArchive([[HEAD, Buffer.from(JSON.stringify(head))]]),
      "a newer version of the program",
    );
    const manifest = manifestSchema.parse(JSON.parse(entries.at(-1)![1].toString()));
    const later = { ...manifest, migrations: [...manifest.migrations, "29991231T2359_add_wings"] };
    const file = await writeArchive([...entries.slice(0, -1), [MANIFEST, Buffer.from(JSON.stringify(later))]]);
    await expect(restore(file)).rejects.toThrow("another version of the program (29991231T2359_add_wings)");
    await expectNothing();
  });
});

describe("a database that holds something", { timeout: 60_000 }, () => {
  let db: ReturnType<typeof place.open>;
  beforeEach(async () => {
    db = place.open();
    await migrateToLatest(db);
  });

  test("but was only migrated is restored into", async () => {
    await place.close();
    await restore(backup);
    expect(await place.ask("select name from employer")).toEqual([{ name: "Lakemont Regional" }]);
  });

  test("is left alone, and is replaced when the person says so", async () => {
    await db.insertInto("rate_limit").values({ key: "theirs", points: 1, expire: null }).execute();
    // An append-only table refuses changes; a restore does not ask it.
    await place.ask("create trigger stay before delete on rate_limit for each row signal sqlstate '45000'");
    await place.close();
    await place.files().put("theirs-too", new Blob(["x"]));
    await expect(restore(backup)).rejects.toThrow(/is not empty \(rate_limit\)\. Nothing was changed\. --replace/);
    await expect(restore(backup, { mayReplace: async () => false })).rejects.toThrow("Nothing was changed");
    expect(await place.ask("select points from rate_limit where `key` = 'theirs'")).toEqual([{ points: 1 }]);

    const asked: string[] = [];
    const restored = await restore(backup, {
      mayReplace: async (name, holds) => asked.push(`${name}: ${holds}`) > 0,
    });
    expect(asked).toEqual([`${place.schema}: rate_limit`]);
    expect(await place.ask("select points from rate_limit where `key` = 'theirs'")).toEqual([]);
    // Those of the migrations are back, and no other.
    expect((await place.ask("show triggers")).map((row) => String(row.Trigger)).sort()).toEqual([
      "audit_no_delete",
      "audit_no_update",
      "moderation_decision_no_delete",
      "moderation_decision_no_update",
    ]);
    // The files of before are out of the way, and not lost.
    expect(await place.files().get("theirs-too")).toBeNull();
    expect(readdirSync(restored.aside ?? "", { recursive: true })).toContain(path.join("oo", "theirs-too"));
  });

  test("is not replaced while others are connected to it", async () => {
    await db.selectFrom("job").selectAll().execute();
    await expect(restore(backup)).rejects.toThrow(
      /must be stopped before its database is replaced: \d other connection/,
    );
    await place.close();
    await restore(backup);
  });

  test("is not replaced while a worker says that it lives, and is when its last word is old", async () => {
    const say = (at: number) =>
      place.ask(`replace into board_setting values ('worker_seen_at', '${new Date(at).toISOString()}')`);
    await place.close();
    const server = await openServer(place.databaseUrl);
    await say(Date.now() - 3_600_000);
    expect(await findUsers(server, 0)).toBeUndefined();
    await say(Date.now());
    expect(await findUsers(server, 0)).toBeUndefined();
    // The next word comes while it is waited for.
    let found: Promise<string | undefined> | undefined;
    for (
      let word = 0;
      (found = findUsers(server, 200)), (await Promise.all([found, say(Date.now() + word)]))[0] === undefined;
      word++
    )
      if (word > 20) throw new Error("Nobody was seen");
    expect(await found).toMatch(/a worker runs on it|other connection/);
    await server.end();
  });

  test("and is not the board's counts as holding something", async () => {
    await place.ask("drop table kysely_migration");
    await place.close();
    await expect(restore(backup)).rejects.toThrow("is not empty");
  });

  test("what the migrations put in is taken out, past any trigger", async () => {
    await place.ask("create trigger stay before delete on plan for each row signal sqlstate '45000'");
    await place.ask("create trigger same before update on plan for each row signal sqlstate '45000'");
    const server = await openServer(place.databaseUrl);
    await emptyTables(server);
    expect(await server.query("select * from plan")).toEqual([]);
    await server.end();
  });
});

describe("a restore that dies half way", { timeout: 60_000 }, () => {
  const dyingAt = (moment: RegExp) => (line: string) => {
    if (moment.test(line)) throw new Error("the power went");
  };

  test.each([/the schema/, /^employer:/, /^files: 1/, /comparing job/, /foreign keys/])(
    "at %s leaves a database that says so, and is begun anew",
    async (moment) => {
      await expect(restore(backup, { onProgress: dyingAt(moment) })).rejects.toThrow(
        /the power went\n.*holds only a part of the board\. Run it again/,
      );
      const db = place.open();
      expect(await halfRestored(db)).toContain("only a part of the board is in it");
      await place.close();
      const half = saveBackup({ databaseUrl: place.databaseUrl, files: place.files(), file: place.aFile() });
      await expect(half).rejects.toThrow("half a board is not saved as one");
      expect(existsSync(path.join(place.dataDir, "files"))).toBe(false);

      await restore(backup);
      expect(await halfRestored(place.open())).toBeUndefined();
      expect(readdirSync(place.dataDir)).toEqual(["files"]);
      expect(await place.ask("select name from employer")).toEqual([{ name: "Lakemont Regional" }]);
    },
  );

  test("a board at work is no half board", async () => {
    expect(await halfRestored(database())).toBeUndefined();
  });
});

describe("files that are not as their rows say", { timeout: 60_000 }, () => {
  const absentOf = async (file: string) => (await verifyBackup(file)).files.absent;
  const made: string[] = [];
  const anUploadedFile = async () => {
    const { id } = await anUpload(await anAccount());
    made.push(id);
    return id;
  };
  afterEach(async () => {
    await database()
      .deleteFrom("file")
      .where("id", "in", made as never[])
      .execute();
  });

  test("are named: the unfinished, the missing and the damaged; and the rest comes back", async () => {
    const { employerId } = await anEmployer();
    const missing = (await anApplication((await aLiveJob(employerId)).jobId)).fileId;
    const damaged = await anUploadedFile();
    const pending = await anUploadedFile();
    await rm(path.join(process.env.DATA_DIR ?? "", "files"), { recursive: true });
    await place.boardFiles().put(damaged, new Blob(["rust"]));
    const file = await save();
    const absent = await absentOf(file);
    expect(absent).toContainEqual({ id: missing, why: "missing" });
    expect(absent).toContainEqual({ id: damaged, why: "damaged" });
    expect(absent).toContainEqual({ id: pending, why: "pending" });
    await restore(file);
    expect(Buffer.from((await (await place.files().get(damaged))!.bytes()) as Uint8Array).toString()).toBe("rust");
    expect(await place.files().get(missing)).toBeNull();
  });

  test("one that was deleted with its row while the backup ran is no fault", async () => {
    const id = await anUploadedFile();
    await database().updateTable("file").set({ state: "kept" }).where("id", "=", id).execute();
    const file = place.aFile();
    let gone = false;
    await saveBackup({
      databaseUrl: boardUrl(),
      files: place.boardFiles(),
      file,
      // The table has been read by now, its files not yet.
      onProgress: async (line) => {
        if (gone || !line.startsWith("file:")) return;
        gone = true;
        await place.boardFiles().remove(id);
        await database().deleteFrom("file").where("id", "=", id).execute();
      },
    });
    expect(await absentOf(file)).toContainEqual({ id, why: "deleted" });
  });
});

describe("a backup", () => {
  test("replaces no file, and leaves none when it fails or is given up", async () => {
    const file = place.aFile();
    const folder = path.dirname(file);
    const before = readdirSync(folder);
    await expect(save(backup)).rejects.toThrow("is already there; it is not replaced");
    const options = { databaseUrl: boardUrl(), files: place.boardFiles(), file };
    const stop = new AbortController();
    const stopped = saveBackup({ ...options, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toThrow("given up; nothing of it is kept");
    await expect(saveBackup({ ...options, databaseUrl: place.databaseUrl })).rejects.toThrow("holds no board");
    await expect(save("/dev/null/backup.tar.gz")).rejects.toThrow("cannot be written to /dev/null");
    // And when the server goes away in the middle: the next rows are asked for before, or after, it has been heard of.
    for (const heardMs of [0, 200]) {
      const killed = saveBackup({
        ...options,
        onProgress: async (line) => {
          if (!line.startsWith("audit:")) return;
          await killReaders();
          await delay(heardMs);
        },
      });
      await expect(killed).rejects.toThrow();
    }
    expect(readdirSync(folder)).toEqual(before);
  });
});

/** Ends every connection of this server that reads in a snapshot of this board. */
async function killReaders(): Promise<void> {
  const server = await openServer(boardUrl());
  // The server takes no new note of who reads until a tenth of a second after the last was looked at.
  for (let killed = 0; killed === 0;) {
    await delay(150);
    const readers = await server.query(
      `select p.id from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id
       where p.db = database()`,
    );
    for (const { id } of readers) await server.query("kill ?", [Number(id)]);
    killed = readers.length;
  }
  await server.end();
}
