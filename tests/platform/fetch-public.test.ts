import http, { type RequestListener } from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import zlib from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { FetchError, fetchPublic, publicUrl, type FetchOptions } from "~/platform/fetch-public.server.ts";
import { isPublicAddress } from "~/platform/public-address.ts";

Object.assign(process.env, { DATABASE_URL: "mysql://nobody@127.0.0.1/none", BASE_URL: "http://localhost:3000" });

/** Servers of this machine that play the internet: only the port that a test names may be connected to. */
const running: { server: http.Server | net.Server; sockets: Set<Socket> }[] = [];
function started(server: http.Server | net.Server): Promise<number> {
  const sockets = new Set<Socket>();
  running.push({ server, sockets });
  server.on("connection", (socket: Socket) => sockets.add(socket));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}
const serve = (listener: RequestListener) => started(http.createServer(listener));
afterEach(() => {
  for (const { server, sockets } of running.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

/** Fetches from `feeds.example`, which stands on this machine. */
const from = (port: number, path = "/", more: FetchOptions = {}) =>
  fetchPublic(`http://feeds.example:${port}${path}`, {
    ...more,
    trust: {
      resolve: async (name) => (name === "feeds.example" ? ["127.0.0.1"] : []),
      mayConnect: (address, at) => address === "127.0.0.1" && at === port,
      ...more.trust,
    },
  });
const text = async (fetched: ReturnType<typeof fetchPublic>) => {
  const answer = await fetched;
  return answer.notModified ? "not modified" : answer.body.toString();
};
const refused = (fetched: Promise<unknown>) =>
  fetched.then(
    () => "it was fetched",
    (error: unknown) => {
      if (!(error instanceof FetchError)) throw error;
      return error.message;
    },
  );

describe("the public internet", () => {
  test.each([
    ["8.8.8.8", true],
    ["2606:4700:4700::1111", true],
    ["127.0.0.1", false],
    ["127.255.255.254", false],
    ["0.0.0.0", false],
    ["10.1.2.3", false],
    ["172.16.0.1", false],
    ["172.31.255.255", false],
    ["172.32.0.1", true],
    ["192.168.1.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["100.100.100.200", false],
    ["168.63.129.16", false],
    ["192.0.0.192", false],
    ["192.0.2.1", false],
    ["198.18.0.1", false],
    ["198.51.100.7", false],
    ["224.0.0.1", false],
    ["240.0.0.1", false],
    ["255.255.255.255", false],
    ["::", false],
    ["::1", false],
    ["fe80::1", false],
    ["fe80::1%eth0", false],
    ["fc00::1", false],
    ["fd00:ec2::254", false],
    ["ff02::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:10.0.0.1", false],
    ["::ffff:8.8.8.8", true],
    ["::127.0.0.1", false],
    ["64:ff9b::7f00:1", false],
    ["2002:7f00:1::", false],
    ["2001:db8::1", false],
    ["2001::1", false],
    ["example.org", false],
    ["", false],
  ])("%s: %s", (address, is) => expect(isPublicAddress(address)).toBe(is));

  test.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost/",
    "http://localhost./",
    "http://intranet/",
    "https://board.example:8443/",
    "http://board.example:22/",
    "ftp://board.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://name:secret@board.example/",
    `https://board.example/${"a".repeat(1_000)}`,
    "nonsense",
    "",
  ])("%s is refused before anything is connected", (address) => expect(() => publicUrl(address)).toThrow(FetchError));

  test("usual addresses are taken, without their fragment", () => {
    expect(publicUrl("https://boards.example/v1/jobs?content=true#x").href).toBe(
      "https://boards.example/v1/jobs?content=true",
    );
    expect(publicUrl("http://8.8.8.8:80/feed.xml").host).toBe("8.8.8.8");
  });

  test("whatever is written for an address, it is read or refused", () => {
    const host = fc.oneof(fc.string(), fc.ipV4(), fc.constantFrom("::1]", "fe80::1%25eth0]", "1::2:"));
    fc.assert(
      fc.property(
        fc.constantFrom("http://", "https://[", "//", "ftp:", ""),
        host,
        fc.string(),
        (scheme, name, rest) => {
          try {
            publicUrl(scheme + name + rest);
          } catch (error) {
            expect(error).toBeInstanceOf(FetchError);
          }
        },
      ),
    );
  });
});

describe("names", () => {
  test("a name that leads to this machine, also among public ones, is never connected to", async () => {
    let asked = 0;
    const port = await serve((_, response) => response.end(String(++asked)));
    for (const addresses of [["127.0.0.1"], ["::1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:127.0.0.1"]])
      expect(
        await refused(
          fetchPublic("http://rebind.example/", { trust: { resolve: async () => addresses, mayConnect: undefined } }),
        ),
      ).toBe("rebind.example is not an address of the public internet.");
    expect(asked).toBe(0);
    expect(port).toBeGreaterThan(0);
  });

  test("a name that changes its mind is asked once a hop, and connected to where it was judged", async () => {
    let asked = 0;
    const port = await serve((_, response) => response.end("feed"));
    const resolve = async () => (++asked === 1 ? ["127.0.0.1"] : ["169.254.169.254"]);
    expect(await text(from(port, "/", { trust: { resolve, mayConnect: (address) => address === "127.0.0.1" } }))).toBe(
      "feed",
    );
    expect(asked).toBe(1);
  });

  test("an unknown name and silent name servers are told", async () => {
    expect(await refused(fetchPublic("http://nowhere.example/", { trust: { resolve: async () => [] } }))).toBe(
      "There is no host nowhere.example.",
    );
    const failing = () => Promise.reject(new Error("SERVFAIL"));
    expect(await refused(fetchPublic("http://nowhere.example/", { trust: { resolve: failing } }))).toMatch(
      /name servers did not answer/,
    );
  });

  test("where one address does not answer, the next is tried", async () => {
    const port = await serve((_, response) => response.end("feed"));
    const trust = { resolve: async () => ["127.0.0.2", "127.0.0.1"], mayConnect: () => true };
    expect(await text(from(port, "/", { trust }))).toBe("feed");
  });
});

describe("redirects", () => {
  test("are followed, and each is judged", async () => {
    const port = await serve((request, response) => {
      const to: Record<string, string> = { "/a": "/b", "/b": "c?x=1", "/lost": "http://[", "/none": "" };
      const next = to[request.url ?? ""];
      if (next === undefined) return void response.end(`at ${request.url}`);
      response.writeHead(302, next ? { Location: next } : {}).end("moved");
    });
    expect(await text(from(port, "/a"))).toBe("at /c?x=1");
    expect(await refused(from(port, "/lost"))).toMatch(/sends us on to no address/);
    expect(await refused(from(port, "/none"))).toMatch(/sends us on to no address/);
  });

  test.each([
    "http://127.0.0.1:1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://2130706433:1/",
    "http://0177.0.0.1:1/",
    "//localhost/",
    "file:///etc/passwd",
    "gopher://feeds.example/",
    "http://user:secret@feeds.example/",
  ])("to %s end there", async (location) => {
    const port = await serve((_, response) => response.writeHead(301, { Location: location }).end());
    expect(await refused(from(port))).not.toBe("it was fetched");
  });

  test("in a circle end after four", async () => {
    let asked = 0;
    const port = await serve((_, response) => response.writeHead(307, { Location: `/${++asked}` }).end());
    expect(await refused(from(port))).toBe("The address sends us on more than 4 times.");
    expect(asked).toBe(5);
  });
});

describe("the answer", () => {
  test("brings its validators, and is not sent again while they hold", async () => {
    const port = await serve((request, response) => {
      expect(request.headers["user-agent"]).toMatch(/^CareerCenter-Import\//);
      if (request.headers["if-none-match"] === '"one"') return void response.writeHead(304).end();
      response.writeHead(200, { ETag: '"one"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT" }).end("feed");
    });
    expect(await from(port)).toMatchObject({ etag: '"one"', lastModified: "Sun, 22 Nov 2026 10:00:00 GMT" });
    expect(await from(port, "/", { etag: '"one"' })).toEqual({ notModified: true });
  });

  test.each([
    ["gzip", zlib.gzipSync],
    ["deflate", zlib.deflateSync],
    ["br", zlib.brotliCompressSync],
  ] as const)("is unpacked: %s", async (encoding, pack) => {
    const port = await serve((_, response) =>
      response.writeHead(200, { "Content-Encoding": encoding }).end(pack("feed ".repeat(1_000))),
    );
    expect(await text(from(port))).toBe("feed ".repeat(1_000));
  });

  test("that is no success is told with its status", async () => {
    const port = await serve((request, response) => response.writeHead(Number(request.url?.slice(1))).end("x"));
    expect(await refused(from(port, "/404"))).toMatch(/answered with the status 404: there is nothing/);
    expect(await refused(from(port, "/500"))).toMatch(/status 500\.$/);
    expect(await refused(from(port, "/206"))).toMatch(/status 206/);
  });

  test("that is packed in an unknown way or twice, or damaged, is refused", async () => {
    const port = await serve((request, response) => {
      const encoding = decodeURIComponent(request.url?.slice(1) ?? "");
      response.writeHead(200, { "Content-Encoding": encoding }).end("not packed at all");
    });
    for (const encoding of ["zstd", "gzip, gzip", "constructor"])
      expect(await refused(from(port, `/${encodeURIComponent(encoding)}`))).toMatch(/packs its answer/);
    for (const encoding of ["gzip", "br", "deflate"])
      expect(await refused(from(port, `/${encoding}`))).toMatch(/damaged|broke off/);
  });

  test("costs at most its bound: announced, unannounced, or a bomb that unpacks to gigabytes", async () => {
    const bytes = 64 * 1024;
    const bomb = zlib.gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const brotli = zlib.brotliCompressSync(Buffer.alloc(20 * 1024 * 1024), {
      params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 },
    });
    let sent = 0;
    const port = await serve((request, response) => {
      if (request.url === "/announced")
        return void response.writeHead(200, { "Content-Length": "99999999999" }).write("x");
      if (request.url === "/gzip") return void response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb);
      if (request.url === "/br") return void response.writeHead(200, { "Content-Encoding": "br" }).end(brotli);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024))) sent += 16 * 1024;
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    for (const path of ["/announced", "/endless", "/gzip", "/br"])
      expect(await refused(from(port, path, { limits: { bytes } })), path).toMatch(/larger than/);
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  test("that drips, or never comes, is given up", async () => {
    const dripping = await serve((_, response) => {
      const timer = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(timer));
    });
    expect(await refused(from(dripping, "/", { limits: { total: 100, idle: 60 } }))).toMatch(/took longer than 0.1 s/);
    const silent = await started(net.createServer(() => undefined));
    expect(await refused(from(silent, "/", { limits: { idle: 30 } }))).toMatch(/was silent/);
    const stalled = await serve((_, response) => void response.write("x"));
    expect(await refused(from(stalled, "/", { limits: { idle: 30 } }))).toMatch(/was silent|broke off/);
  });

  test("that breaks off or is not HTTP is refused", async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { "Content-Length": "1000" }).write("half");
      setImmediate(() => response.destroy());
    });
    expect(await refused(from(port))).toMatch(/broke off/);
    const babble = await started(net.createServer((socket) => socket.end("220 smtp.example ESMTP\r\n")));
    expect(await refused(from(babble))).toMatch(/language/);
    const headers = await serve((_, response) => response.writeHead(200, { "X-Long": "x".repeat(40_000) }).end());
    expect(await refused(from(headers))).toMatch(/more headers/);
    const closed = await serve(() => undefined);
    running.splice(0).forEach(({ server }) => server.close());
    expect(await refused(from(closed))).toMatch(/could not be reached/);
  });
});
