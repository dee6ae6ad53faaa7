import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeId, newId, parseId } from "~/platform/ids.ts";
import { safeReturnPath } from "~/platform/paths.ts";

test("ids sort by birth, also within one millisecond", () => {
  const ids = Array.from({ length: 5_000 }, () => newId<"job">());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the order of ids as text is the order of their bytes", () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const order = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const [left, right] = [encodeId(a), encodeId(b)];
      expect(left < right ? -1 : left > right ? 1 : 0).toBe(order);
      expect(parseId(left)).toBe(left);
    }),
  );
});

test.each([undefined, "", "0".repeat(22), "1".repeat(21), "1".repeat(23), "l".repeat(22), 7])("%s is no id", (text) => {
  expect(parseId(text)).toBeUndefined();
});

test("a way back never leads off the board", () => {
  expect(safeReturnPath("/jobs?q=cpc#top")).toBe("/jobs?q=cpc#top");
  for (const hostile of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/.//evil.example/x",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "/./\\evil.example",
    "",
    null,
    "jobs",
    `/${"x".repeat(600)}`,
  ])
    expect(safeReturnPath(hostile)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      const path = safeReturnPath(text);
      if (path !== undefined) expect(new URL(path, "https://board.example").host).toBe("board.example");
    }),
  );
});
