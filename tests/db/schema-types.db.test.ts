import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import ts from "typescript";
import { expect, test } from "vitest";
import { database } from "~/platform/database.server.ts";

type Column = { type: "string" | "number" | "Date" | "Buffer"; nullable: boolean };
type Tables = Record<string, Record<string, Column>>;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What db/schema says, read by the compiler itself. */
function declaredTables(): Tables {
  const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([path.join(root, "db/schema/index.ts")], {
    ...options,
    incremental: false,
    tsBuildInfoFile: undefined,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, "db/schema/index.ts"))!;
  const [symbol] = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
  const describe = (type: ts.Type): Column => {
    const parts = type.isUnion() ? type.types : [type];
    const solid = parts.filter((part) => !(part.flags & ts.TypeFlags.Null));
    const all = (flag: ts.TypeFlags) =>
      solid.every((part) => part.flags & flag || (part.isIntersection() && part.types.some((one) => one.flags & flag)));
    const object = solid.every((part) => part.symbol?.name === "Buffer") ? "Buffer" : "Date";
    return {
      type: all(ts.TypeFlags.StringLike) ? "string" : all(ts.TypeFlags.NumberLike) ? "number" : object,
      nullable: solid.length < parts.length,
    };
  };
  const properties = (type: ts.Type) =>
    type.getProperties().map((property) => [property.name, checker.getTypeOfSymbol(property)] as const);
  return Object.fromEntries(
    properties(checker.getDeclaredTypeOfSymbol(symbol!)).map(([table, type]) => [
      table,
      Object.fromEntries(properties(type).map(([column, columnType]) => [column, describe(columnType)])),
    ]),
  );
}

async function liveTables(): Promise<Tables> {
  const { rows } = await sql<{ tableName: string; columnName: string; dataType: string; isNullable: string }>`
    select table_name as tableName, column_name as columnName, data_type as dataType, is_nullable as isNullable
    from information_schema.columns
    where table_schema = database() and table_name not like 'kysely%'`.execute(database());
  const tables: Tables = {};
  for (const row of rows) {
    (tables[row.tableName] ??= {})[row.columnName] = { type: typeOf(row.dataType), nullable: row.isNullable === "YES" };
  }
  return tables;
}

function typeOf(dataType: string): Column["type"] {
  if (/char|text/.test(dataType)) return "string";
  if (/binary|blob/.test(dataType)) return "Buffer";
  return dataType === "datetime" ? "Date" : "number";
}

test("the table types are those of the migrated database, column by column", async () => {
  const declared = declaredTables();
  expect(Object.keys(declared).length).toBeGreaterThan(20);
  expect(declared).toEqual(await liveTables());
}, 60_000);

test("the schema is in the subset that MySQL 8 and MariaDB share", async () => {
  const { readdirSync, readFileSync } = await import("node:fs");
  const folder = path.join(root, "db/migrations");
  for (const file of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, file), "utf8");
    expect(text.match(/returning|_0900_|\bas new\b|\bjson\b|key \w+ \(\(/gi), file).toBeNull();
    expect(text.match(/await sql`/g), `${file}: one statement each`).toHaveLength(1);
  }
});
