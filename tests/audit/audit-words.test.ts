import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { auditActions } from "~/audit/audit-words.ts";

const APP = new URL("../../app/", import.meta.url);

/** Every action that the code writes into the log as a text of its own. */
function writtenActions(): Set<string> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = files.map((file) => readFileSync(new URL(file, APP), "utf8"));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\baction: .*$/gm)].flatMap(([line]) => line.match(/[a-z-]+\.[a-z-]+(?=")/g) ?? []),
    ),
  );
}

describe("the audit log", () => {
  test("says every action in words", () => {
    const written = [...writtenActions()];
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter((action) => !auditActions.includes(action))).toEqual([]);
  });
});
