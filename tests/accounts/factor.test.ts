import { decodeQR } from "qr/decode.js";
import { describe, expect, test } from "vitest";
import { inFours, parseFactorCode } from "~/accounts/factor.ts";
import { drawPicture } from "~/accounts/factor-picture.server.ts";
import { newTotpSecret, totpCode, totpStep, totpUri } from "~/accounts/totp.server.ts";
import { demoCodes } from "../../dev/mailbox/code-page.ts";

/** `12345678901234567890`, the secret of RFC 6238, appendix B. */
const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

/** Appendix B's SHA-1 column, of which an app with six digits shows the last six. */
const vectors = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
] as const;

describe("a code of the authenticator app", () => {
  test.each(vectors)("is RFC 6238's at %i seconds", (seconds, eight) => {
    expect(totpCode(RFC, at(seconds))).toBe(eight.slice(-6));
    expect(totpStep(RFC, eight.slice(-6), at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test("counts in its own half minute and in the ones beside it, and names its step each time", () => {
    const code = totpCode(RFC, at(600));
    const steps = [539, 569, 570, 600, 659, 660].map((seconds) => totpStep(RFC, code, at(seconds)));
    expect(steps).toEqual([undefined, undefined, 20, 20, 20, undefined]);
  });

  test("of eight digits, of letters or of nothing is none", () => {
    for (const wrong of ["94287082", "abcdef", "", "28708"]) expect(totpStep(RFC, wrong, at(59))).toBeUndefined();
  });

  test("comes of a secret of 160 bits that is never the same", () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
  });
});

test("what an app reads names the board and the account, and no more than every app understands", () => {
  const uri = new URL(totpUri(RFC, "ada@example.org"));
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/CareerCenter:ada(@|%40)example\.org\?/);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: "CareerCenter",
    secret: RFC,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});

test("the picture has a quiet zone of four around it, and a camera reads the same from it", () => {
  const { size, path } = drawPicture(totpUri(RFC, "ada@example.org"));
  const squares = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(squares.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join("")).toBe(path);
  expect(Math.min(...squares.flat())).toBe(4);
  expect(Math.max(...squares.flat())).toBe(size - 5);
  // As a camera sees it: four dots for a square.
  const width = size * 4;
  const data = new Uint8Array(width * width * 3).fill(255);
  for (const [x, y] of squares)
    for (let dot = 0; dot < 16; dot++) {
      const begin = ((y! * 4 + (dot >> 2)) * width + x! * 4 + (dot & 3)) * 3;
      data.fill(0, begin, begin + 3);
    }
  expect(decodeQR({ width, height: width, data })).toBe(totpUri(RFC, "ada@example.org"));
});

test("what is typed counts by its digits, however they are set", () => {
  expect(parseFactorCode(" 123 456 ")).toEqual({ kind: "totp", digits: "123456" });
  expect(parseFactorCode("1234-1234-1234-1234")).toEqual({ kind: "recovery", digits: "1234123412341234" });
  for (const none of ["", "12345", "1234567", "12345six", "١٢٣٤٥٦", "1".repeat(5000)])
    expect(parseFactorCode(none)).toBeUndefined();
  expect(inFours("123412341234")).toBe("1234-1234-1234");
});

test("the mailbox of a demo shows the codes of the moderator and the admin, and for how long", () => {
  const { codes, seconds } = demoCodes(at(1_000_000_010));
  expect(codes.map(({ role }) => role)).toEqual(["moderator", "admin"]);
  for (const { code } of codes) expect(code).toMatch(/^\d{6}$/);
  expect(seconds).toBe(10);
});
