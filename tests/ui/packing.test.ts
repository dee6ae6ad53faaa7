import { expect, test, vi } from "vitest";
import { packing } from "~/ui/packing";

test("what was just packed is not read again, what was packed elsewhere or long ago is", () => {
  const read = vi.fn((text: string): number[] => JSON.parse(text));
  const { pack, unpack } = packing<number[]>(JSON.stringify, read);
  const first = [1, 2];
  expect(unpack(pack(first))).toBe(first);
  expect(read).not.toHaveBeenCalled();
  expect(unpack("[3]")).toEqual([3]);
  for (let n = 0; n < 100; n++) pack([n]);
  expect(unpack("[1,2]")).toEqual(first);
  expect(read).toHaveBeenCalledTimes(2);
});
