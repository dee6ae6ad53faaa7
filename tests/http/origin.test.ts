import { describe, expect, test } from "vitest";
import { clientAddress, isOwnOrigin } from "~/http/origin.ts";

const BOARD = "https://board.example";

describe("a write", () => {
  test("from a page of the board is taken", () => {
    expect(isOwnOrigin({ origin: BOARD, host: "board.example" }, BOARD)).toBe(true);
  });
  test("from a page under the address the browser uses is taken, whatever BASE_URL says", () => {
    expect(isOwnOrigin({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, "http://localhost:3000")).toBe(
      true,
    );
  });
  test.each(["https://evil.example", "https://board.example.evil.example", "null", "not a url"])(
    "from %s is refused",
    (origin) => {
      expect(isOwnOrigin({ origin, host: "board.example", secFetchSite: "same-origin" }, BOARD)).toBe(false);
    },
  );
  test("without an origin is taken only when the browser itself says that it is ours", () => {
    expect(isOwnOrigin({ host: "board.example", secFetchSite: "same-origin" }, BOARD)).toBe(true);
    expect(isOwnOrigin({ host: "board.example", secFetchSite: "cross-site" }, BOARD)).toBe(false);
    expect(isOwnOrigin({ host: "board.example" }, BOARD)).toBe(false);
  });
});

describe("the visitor's address", () => {
  test("is the socket's when no proxy is trusted, whatever a header claims", () => {
    expect(clientAddress("192.0.2.1", "10.0.0.1", 0)).toBe("192.0.2.1");
  });
  test("is what the outermost trusted proxy saw", () => {
    expect(clientAddress("192.0.2.1", "1.2.3.4, 203.0.113.5", 1)).toBe("203.0.113.5");
    expect(clientAddress("192.0.2.1", "1.2.3.4, 203.0.113.5, 192.0.2.9", 2)).toBe("203.0.113.5");
  });
  test("is the /64 of an IPv6 address, of which one visitor has them all", () => {
    const one = clientAddress("2001:db8:1:2:aaaa::1", undefined, 0);
    expect(one).toBe("2001:db8:1:2::/64");
    expect(clientAddress("2001:DB8:1:2:0:0:0:9", undefined, 0)).toBe(one);
    expect(clientAddress("2001:db8::9", undefined, 0)).toBe("2001:db8:0:0::/64");
    expect(clientAddress("::ffff:192.0.2.1", undefined, 0)).toBe("192.0.2.1");
  });
  test("falls back to the socket's without the header", () => {
    expect(clientAddress("192.0.2.1", undefined, 1)).toBe("192.0.2.1");
  });
});
