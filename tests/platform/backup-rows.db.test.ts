import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeRow, encodeRow, kindOf, type Column } from "#db/backup/backup-format.ts";
import { loadPart } from "#db/backup/load-backup.ts";
import { listTables, readLines } from "#db/backup/read-tables.ts";
import { openServer, quote, type ServerConnection } from "#db/backup/server-connection.ts";

// Tables of every column type, filled with any of its values, must come back as they were: as lines, and in the eyes of
// the server itself.

const SCHEMA = `cc_test_rows_${process.env.VITEST_POOL_ID ?? "1"}`;

const int = (bits: number, unsigned = false) =>
  fc.bigInt(
    unsigned
      ? { min: 0n, max: 2n ** BigInt(bits) - 1n }
      : { min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n },
  );
const two = (value: number) => String(value).padStart(2, "0");
const bytes = (max: number) => fc.uint8Array({ maxLength: max }).map((value) => Buffer.from(value));
// Any text, four-byte characters, NUL, quotes, line ends and backslashes in it; no half characters, which UTF-8 has not.
const text = (max: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
        fc.constantFrom("'", "\\", "\n", "\u2028", "\0", "😀", "\u001a", "%"),
      ),
      { maxLength: max },
    )
    .map((units) => units.join(""));
const day = fc
  .record({
    year: fc.integer({ min: 1000, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${year}-${two(month)}-${two(day)}`);
const micros = fc.integer({ min: 0, max: 999_999 }).map((value) => String(value).padStart(6, "0"));
const clock = fc
  .record({
    h: fc.integer({ min: 0, max: 23 }),
    m: fc.integer({ min: 0, max: 59 }),
    s: fc.integer({ min: 0, max: 59 }),
  })
  .map(({ h, m, s }) => `${two(h)}:${two(m)}:${two(s)}`);
const decimal = (whole: number, scale: number) =>
  fc
    .record({
      sign: fc.constantFrom("", "-"),
      whole: fc.bigInt({ min: 0n, max: 10n ** BigInt(whole) - 1n }),
      rest: fc.bigInt({ min: 0n, max: 10n ** BigInt(scale) - 1n }),
    })
    .map(({ sign, whole, rest }) => `${sign}${whole}.${String(rest).padStart(scale, "0")}`);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Every type of MySQL 8 and MariaDB that has an exact form, with any of its values. */
const TYPES: Record<string, [type: string, value: fc.Arbitrary<unknown>]> = {
  a_tiny: ["tinyint", int(8)],
  a_small: ["smallint unsigned", int(16, true)],
  a_medium: ["mediumint", int(24)],
  an_int: ["int unsigned", int(32, true)],
  a_big: ["bigint", int(64)],
  a_big_unsigned: ["bigint unsigned", int(64, true)],
  a_decimal: ["decimal(6, 2)", decimal(4, 2)],
  a_long_decimal: ["decimal(65, 30)", decimal(35, 30)],
  a_float: [
    "float",
    finite
      .map((value) => Math.fround(value))
      .filter((value) => Number.isFinite(value) && (value === 0 || Math.abs(value) > 1.2e-38)),
  ],
  a_double: ["double", finite.filter((value) => value === 0 || Math.abs(value) > 2.3e-308)],
  a_bit: ["bit(64)", fc.uint8Array({ minLength: 8, maxLength: 8 }).map((value) => Buffer.from(value))],
  a_few_bits: ["bit(9)", int(9, true).map((value) => Buffer.from([Number(value >> 8n), Number(value & 255n)]))],
  a_date: ["date", day],
  a_datetime: ["datetime", fc.tuple(day, clock).map((parts) => parts.join(" "))],
  milliseconds: [
    "datetime(3)",
    fc.tuple(day, clock, micros).map(([date, time, part]) => `${date} ${time}.${part.slice(0, 3)}`),
  ],
  microseconds: ["datetime(6)", fc.tuple(day, clock, micros).map(([date, time, part]) => `${date} ${time}.${part}`)],
  a_timestamp: [
    "timestamp(6)",
    fc
      .tuple(fc.integer({ min: 1971, max: 2037 }), clock, micros)
      .map(([year, time, part]) => `${year}-03-01 ${time}.${part}`),
  ],
  a_time: [
    "time(6)",
    fc
      .tuple(fc.constantFrom("", "-"), fc.integer({ min: 0, max: 837 }), micros)
      .map(([sign, hours, part]) => `${sign}${hours}:59:07.${part}`),
  ],
  a_year: ["year", fc.oneof(fc.constant("0000"), fc.integer({ min: 1901, max: 2155 }).map(String))],
  a_char: ["char(22) character set ascii collate ascii_bin", fc.string({ unit: "grapheme-ascii", maxLength: 22 })],
  a_varchar: ["varchar(190)", text(190)],
  a_latin: [
    "varchar(40) character set latin1",
    fc.string({ unit: fc.integer({ min: 0xa1, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  ],
  a_text: ["text", text(500)],
  a_mediumtext: ["mediumtext", text(3_000)],
  a_longtext: ["longtext", text(10)],
  a_binary: ["binary(16)", bytes(16)],
  a_varbinary: ["varbinary(64)", bytes(64)],
  a_blob: ["blob", bytes(2_000)],
  a_longblob: ["longblob", bytes(10)],
  an_enum: ["enum('one', 'it''s', 'ünü')", fc.constantFrom("one", "it's", "ünü")],
  a_set: ["set('a', 'b', 'c')", fc.subarray(["a", "b", "c"]).map((parts) => parts.join(","))],
  a_json: ["json", fc.json({ noUnicodeString: false }).filter((value) => !/\\ud[89a-f]/i.test(value))],
};

let server: ServerConnection;

beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const first = await openServer(url.href);
  await first.query(`drop database if exists ${SCHEMA}`);
  await first.query(`create database ${SCHEMA} character set utf8mb4 collate utf8mb4_unicode_ci`);
  await first.end();
  url.pathname = `/${SCHEMA}`;
  server = await openServer(url.href);
  const columns = Object.entries(TYPES).map(([name, [type]]) => `${name} ${type} null`);
  for (const table of ["source", "target"])
    await server.query(
      `create table ${table} (id int not null, part varchar(20) not null, doubled bigint as (id * 2) stored, ${columns.join(", ")},
       primary key (id, part)) engine = InnoDB row_format = dynamic`,
    );
});

afterAll(async () => {
  await server.query(`drop database ${SCHEMA}`);
  await server.end();
});

async function linesOf(name: string): Promise<string[]> {
  const table = (await listTables(server)).find((one) => one.name === name)!;
  const lines: string[] = [];
  for await (const line of readLines(server, table)) lines.push(line);
  return lines;
}

test("any value of any column type comes back as it was", { timeout: 120_000 }, async () => {
  const row = fc.record(
    Object.fromEntries(Object.entries(TYPES).map(([name, [, value]]) => [name, fc.option(value, { freq: 8 })])),
  );
  const columns = (await listTables(server))[0]!.columns;
  expect(columns.map(({ name }) => name)).not.toContain("doubled");
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      for (const table of ["source", "target"]) await server.query(`truncate table ${table}`);
      for (const [at, values] of rows.entries()) {
        const names = Object.keys(values);
        await server.query(
          `insert into source (id, part, ${names.join(", ")}) values (?, ?, ${names.map(() => "?").join(", ")})`,
          [
            at >> 1,
            String(at),
            ...names.map((name) => (typeof values[name] === "bigint" ? String(values[name]) : values[name])),
          ],
        );
      }
      const lines = await linesOf("source");
      expect(lines).toHaveLength(rows.length);
      await loadPart(server, "target", columns, Buffer.from(lines.join("")));
      expect(await linesOf("target")).toEqual(lines);
      // And as the server itself sees it, without our reading in between.
      const same = Object.keys(TYPES).map((name) => `s.${name} <=> t.${name} and hex(s.${name}) <=> hex(t.${name})`);
      const [found] = await server.query(
        `select count(*) as same from source s join target t on t.id = s.id and t.part = s.part and t.doubled = s.doubled
         where ${same.join(" and ")}`,
      );
      expect(Number(found?.same)).toBe(rows.length);
    }),
    { numRuns: 60 },
  );
});

test("a number says all of its digits", async () => {
  await server.query("truncate table source");
  await server.query(
    "insert into source (id, part, a_big_unsigned, a_float, a_double, milliseconds, a_long_decimal) values (1, 'x', 18446744073709551615, 0.1, 0.1e-7, '2026-03-08 02:30:00.007', '-0.000000000000000000000000000001')",
  );
  const [line] = await linesOf("source");
  expect(JSON.parse(line!)).toEqual(
    expect.arrayContaining([
      "18446744073709551615",
      "0.10000000149011612",
      "0.00000001",
      "2026-03-08 02:30:00.007",
      "-0.000000000000000000000000000001",
    ]),
  );
});

test("rows are encoded one a line, and null is not the empty text", () => {
  const columns: Column[] = [
    { name: "a", kind: "text" },
    { name: "b", kind: "bytes" },
  ];
  fc.assert(
    fc.property(fc.option(text(60)), fc.option(bytes(60)), (a, b) => {
      const line = encodeRow([a === null ? null : Buffer.from(a), b], columns);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(decodeRow(line, columns)).toEqual([a, b]);
    }),
  );
  expect(decodeRow(encodeRow([Buffer.from(""), null], columns), columns)).toEqual(["", null]);
});

test("a text that is not UTF-8, a type without an exact form and a damaged row are refused", () => {
  const columns: Column[] = [{ name: "note", kind: "text" }];
  expect(() => encodeRow([Buffer.from([0xc3, 0x28])], columns)).toThrow("note is no UTF-8 text");
  expect(() => kindOf("geometry", "place.at")).toThrow("no exact form of a geometry, which place.at is");
  for (const line of ["", "[", "{}", "[]", '["a","b"]', "[1]"])
    expect(() => decodeRow(line, columns)).toThrow("damaged");
});

test("a table of names that SQL knows is quoted", () => {
  expect(quote("order")).toBe("`order`");
});
