import { expect, test, vi } from "vitest";
import { packing } from "~/ui/packing";

test("who packed a value need not read it, who was sent it must", () => {
  const read = vi.fn((text: string): number[] => JSON.parse(text));
  const { pack, unpack } = packing<number[]>(JSON.stringify, read);
  const value = [1, 2];
  const packed = pack(value);
  expect(unpack(packed)).toBe(value);
  expect(read).not.toHaveBeenCalled();
  expect(unpack(structuredClone(packed))).toEqual(value);
});
