import { expect, test, vi } from "vitest";
import { packedText, packing } from "~/ui/packing";

const read = vi.fn((text: string): number[] => JSON.parse(text));
const { pack, show, unpack } = packing<number[]>(JSON.stringify, read);

test("who packed a value need not read it, who was sent it must", () => {
  const value = [1, 2];
  const packed = pack(value);
  expect(unpack(packed)).toBe(value);
  expect(read).not.toHaveBeenCalled();
  expect(unpack(structuredClone(packed))).toEqual(value);
});

test("a value that its page shows is not sent, but the server still knows what was said", () => {
  const shown = show([1, 2]);
  expect(JSON.stringify(shown)).toBe("{}");
  expect(unpack(shown)).toEqual([1, 2]);
  expect(packedText(shown)).toBe("[1,2]");
  expect(unpack(structuredClone(shown))).toBeUndefined();
});

test("what was never packed has no text", () => {
  for (const value of [{}, [1], "text", null, undefined]) expect(packedText(value)).toBeUndefined();
});
