import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { database } from "~/platform/database.server.ts";

describe("the database of a test worker", () => {
  test("is a schema of the tests' own", async () => {
    const { rows } = await sql<{ name: string }>`SELECT DATABASE() AS name`.execute(database());
    expect(rows[0]?.name).toMatch(/^cc_test_\d+$/);
  });

  test("begins with what the migrations wrote and nothing else", async () => {
    const plans = await sql<{ count: number }>`SELECT COUNT(*) AS count FROM plan`.execute(database());
    expect(Number(plans.rows[0]?.count)).toBeGreaterThan(0);
    const accounts = await sql<{ count: number }>`SELECT COUNT(*) AS count FROM account`.execute(database());
    expect(Number(accounts.rows[0]?.count)).toBe(0);
    // The schema is kept: without the emptying, the next run would find this row.
    await sql`INSERT INTO account (id, email, password_hash, name, consent_version, consented_at, created_at, updated_at)
      VALUES ('1111111111111111111111', 'left@example.org', 'x', 'Left behind', '1', NOW(3), NOW(3), NOW(3))`.execute(
      database(),
    );
  });

  test("is in UTC and strict", async () => {
    const { rows } = await sql<{ zone: string; mode: string }>`SELECT @@time_zone AS zone, @@sql_mode AS mode`.execute(
      database(),
    );
    expect(rows[0]?.zone).toBe("+00:00");
    expect(rows[0]?.mode).toContain("STRICT_ALL_TABLES");
  });
});
