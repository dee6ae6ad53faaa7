import http from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GuestPage } from "~/http/guest-pages/guest-page.server.ts";
import { GuestPages, type Rendered } from "~/http/guest-pages/guest-pages.server.ts";
import { GuestServer, VARY } from "~/http/guest-pages/serve-guests.server.ts";
import { DAY, SECOND } from "~/platform/clock.ts";

/** A board whose pages say what they are told, and that counts how often it is asked. */
class FakeBoard {
  version = 1;
  time = 100 * DAY;
  maxBytes = 1_000_000;
  vary = VARY;
  facts = "three jobs";
  /** Answers computed, and pages rendered, by address. */
  readonly answered: string[] = [];
  readonly rendered: string[] = [];
  /** What a rendering waits for. */
  gate: Promise<unknown> = Promise.resolve();
  fails = false;
  as: (page: Exclude<Rendered, string>) => Rendered = (page) => page;

  now = () => this.time;

  render = async (address: string, { known }: { known: string | undefined }): Promise<Rendered> => {
    this.answered.push(address);
    const digest = this.facts;
    await this.gate;
    if (this.fails) throw new Error("The database is away");
    if (known === digest) return "unchanged";
    this.rendered.push(address);
    const body = Buffer.from(`<h1>${digest}</h1>${address} ${"word ".repeat(300)}`);
    return this.as({ status: 200, headers: ["Content-Type", "text/html; charset=utf-8"], body, digest });
  };
}

let board: FakeBoard;
let pages: GuestPages;
beforeEach(() => {
  board = new FakeBoard();
  pages = open();
});

function open(): GuestPages {
  const { render, now, maxBytes, vary } = board;
  return new GuestPages({ render, now, maxBytes, vary, version: () => board.version });
}

async function textOf(address: string): Promise<string> {
  const page = await pages.get(address, "request");
  if (!(page instanceof GuestPage)) throw new Error(`No page: ${JSON.stringify(page)}`);
  return (await page.represent("identity")).body.toString();
}

describe("a page of guests", () => {
  test("is rendered for the first and kept for all others", async () => {
    expect(await textOf("/jobs")).toContain("three jobs");
    for (let visit = 0; visit < 5; visit++) await textOf("/jobs");
    expect(board.answered).toEqual(["/jobs"]);
  });

  test("is rendered once for fifty who come at the same time", async () => {
    const visits = await Promise.all(Array.from({ length: 50 }, () => textOf("/jobs")));
    expect(new Set(visits).size).toBe(1);
    expect(board.rendered).toEqual(["/jobs"]);
  });

  test("keeps its bytes when a job has changed that is not on it", async () => {
    const before = await pages.get("/jobs", "request");
    board.version++;
    expect(await pages.get("/jobs", "request")).toBe(before);
    expect(board.answered).toHaveLength(2);
    expect(board.rendered).toHaveLength(1);
    await textOf("/jobs");
    expect(board.answered).toHaveLength(2);
  });

  test("is new on the very next visit when a job on it has changed", async () => {
    await textOf("/jobs");
    board.facts = "two jobs";
    board.version++;
    expect(await textOf("/jobs")).toContain("two jobs");
  });

  test("is new to whoever comes after a change, though an older rendering is under way", async () => {
    let open = () => {};
    board.gate = new Promise<void>((resolve) => (open = resolve));
    const before = textOf("/jobs");
    board.facts = "two jobs";
    board.version++;
    const after = textOf("/jobs");
    open();
    expect(await before).toContain("three jobs");
    expect(await after).toContain("two jobs");
    expect(await textOf("/jobs")).toContain("two jobs");
    expect(board.rendered).toHaveLength(2);
  });

  test("is checked anew on a new day", async () => {
    board.time = 101 * DAY - 1;
    await textOf("/jobs");
    board.facts = "three jobs, posted yesterday";
    board.time = 101 * DAY;
    expect(await textOf("/jobs")).toContain("posted yesterday");
  });

  test("learns within seconds what no job's change tells of", async () => {
    await textOf("/employers/mercy");
    board.facts = "a new word about itself";
    board.time += 2 * SECOND;
    expect(await textOf("/employers/mercy")).toContain("three jobs");
    board.time += SECOND;
    expect(await textOf("/employers/mercy")).toContain("a new word");
  });

  test("that could not be rendered fails for each who waits, and the next visit tries again", async () => {
    board.fails = true;
    const visits = await Promise.allSettled(Array.from({ length: 5 }, () => textOf("/jobs")));
    expect(visits.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    expect(board.answered).toHaveLength(1);
    board.fails = false;
    expect(await textOf("/jobs")).toContain("three jobs");
  });

  test.each([404, 410, 301, 500, 503])("with status %i is given to those who wait, and not kept", async (status) => {
    board.as = (page) => ({ ...page, status });
    const [first, second] = await Promise.all([pages.get("/jobs/x", "1"), pages.get("/jobs/x", "2")]);
    expect(first).toMatchObject({ status });
    expect(second).toBe(first);
    await pages.get("/jobs/x", "3");
    expect(board.rendered).toHaveLength(2);
    expect(pages.size.pages).toBe(0);
  });

  test("that is no more is forgotten", async () => {
    await textOf("/jobs/x");
    board.as = (page) => ({ ...page, status: 410 });
    board.facts = "filled";
    board.version++;
    expect(await pages.get("/jobs/x", "request")).toMatchObject({ status: 410 });
    expect(pages.size).toEqual({ pages: 0, bytes: 0 });
  });

  test("that is for one visitor is neither kept nor shared", async () => {
    board.as = () => "personal";
    expect(await Promise.all([pages.get("/jobs", "1"), pages.get("/jobs", "2")])).toEqual(["personal", "personal"]);
    expect(pages.size.pages).toBe(0);
  });
});

describe("the memory of pages", () => {
  test("stays within its bytes, encodings counted, and drops what was asked for longest ago", async () => {
    board.maxBytes = 60_000;
    pages = open();
    for (let number = 0; number < 50; number++) {
      const address = `/jobs/job-${number}`;
      const page = await pages.get(address, "request");
      if (page instanceof GuestPage) {
        await pages.represent(address, page, "br");
        await pages.represent(address, page, "gzip");
      }
      await pages.get("/jobs/job-0", "request");
      expect(pages.size.bytes).toBeLessThanOrEqual(60_000);
    }
    expect(pages.size.pages).toBeGreaterThan(5);
    expect(pages.fresh("/jobs/job-0")).toBeDefined();
    expect(pages.fresh("/jobs/job-1")).toBeUndefined();
    expect(pages.fresh("/jobs/job-49")).toBeDefined();
  });

  test("counts an encoding once it is made, and makes it once", async () => {
    const page = await pages.get("/jobs", "request");
    if (!(page instanceof GuestPage)) throw new Error("no page");
    const before = pages.size.bytes;
    const made = await Promise.all([1, 2, 3].map(() => pages.represent("/jobs", page, "br")));
    expect(new Set(made).size).toBe(1);
    expect(pages.size.bytes).toBeGreaterThan(before + made[0]!.body.length);
    expect(pages.fresh("/jobs")).toBe(page);
  });

  test("does not take a page that is larger than all of it", async () => {
    board.maxBytes = 3_000;
    pages = open();
    await textOf("/jobs");
    expect(pages.size).toEqual({ pages: 0, bytes: 0 });
  });
});

describe("over HTTP", () => {
  let server: http.Server;
  let guests: GuestServer;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function listen(cdn = false): Promise<void> {
    pages = open();
    guests = new GuestServer(pages, ["X-Frame-Options", "DENY"], cdn);
    server = http.createServer((request, response) => {
      const address = guests.addressOf(request);
      if (address === undefined) return void response.writeHead(200, { "X-Own": "yes" }).end("own page");
      if (guests.answerAtOnce(address, request, response, "at once") !== undefined) return;
      guests.answer(address, request, response, "later").then(
        (passing) => passing !== undefined && response.writeHead(404).end("passing"),
        () => response.writeHead(500).end("failed"),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };
  function ask(path: string, headers: http.OutgoingHttpHeaders = {}, method = "GET"): Promise<Answer> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const request = http.request({ port, host: "127.0.0.1", path, headers, method, agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      });
      request.on("error", reject).end();
    });
  }

  test("a page is sent as the browser takes it, the second time from memory with the same headers", async () => {
    await listen();
    for (const [accepted, encoding, decode] of [
      ["gzip, br", "br", brotliDecompressSync],
      ["gzip", "gzip", gunzipSync],
      ["", undefined, (body: Buffer) => body],
    ] as const) {
      const first = await ask("/jobs", { "accept-encoding": accepted });
      const again = await ask("/jobs", { "accept-encoding": accepted });
      expect(decode(first.body).toString()).toContain("three jobs");
      expect(again.body).toEqual(first.body);
      expect(first.headers["x-request-id"]).toBe("later");
      expect(again.headers).toEqual({ ...first.headers, "x-request-id": "at once", date: again.headers.date });
      expect(first.headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-length": String(first.body.length),
        "cache-control": "private, no-cache",
        vary: "Accept-Encoding, Cookie",
        "x-frame-options": "DENY",
      });
      expect(first.headers["content-encoding"]).toBe(encoding);
    }
    expect(board.rendered).toHaveLength(1);
  });

  test("each encoding has an ETag of its own, by which a browser that has the page gets a 304", async () => {
    await listen();
    const br = await ask("/jobs", { "accept-encoding": "br" });
    const gzip = await ask("/jobs", { "accept-encoding": "gzip" });
    expect(br.headers.etag).toMatch(/^"[\w-]{22}-br"$/);
    expect(gzip.headers.etag).not.toBe(br.headers.etag);
    const known = await ask("/jobs", { "accept-encoding": "br", "if-none-match": `"x", W/${br.headers.etag}` });
    expect(known).toMatchObject({ status: 304, headers: { etag: br.headers.etag, vary: VARY } });
    expect(known.body).toHaveLength(0);
    expect((await ask("/jobs", { "accept-encoding": "gzip", "if-none-match": br.headers.etag })).status).toBe(200);
    board.facts = "two jobs";
    board.version++;
    expect((await ask("/jobs", { "accept-encoding": "br", "if-none-match": br.headers.etag })).status).toBe(200);
  });

  test("HEAD is answered as GET without the bytes", async () => {
    await listen();
    const head = await ask("/jobs", { "accept-encoding": "br" }, "HEAD");
    const get = await ask("/jobs", { "accept-encoding": "br" });
    expect(head.body).toHaveLength(0);
    expect(head.headers).toMatchObject({ etag: get.headers.etag, "content-length": String(get.body.length) });
  });

  test("a client that goes away takes the page from nobody else", async () => {
    await listen();
    let open = () => {};
    board.gate = new Promise<void>((resolve) => (open = resolve));
    const { port } = server.address() as AddressInfo;
    const first = http.get({ port, host: "127.0.0.1", path: "/jobs", agent: false }).on("error", () => {});
    await expect.poll(() => board.answered.length).toBe(1);
    const others = [ask("/jobs"), ask("/jobs")];
    first.destroy();
    open();
    for (const { status, body } of await Promise.all(others)) {
      expect(status).toBe(200);
      expect(body.toString()).toContain("three jobs");
    }
    expect(board.answered).toHaveLength(1);
  });

  test.each([
    ["a session", { cookie: "a=1; cc_session=x" }],
    ["a message left", { cookie: "cc_flash=x" }],
    ["a chosen theme", { cookie: "cc_theme=x" }],
    ["a session and the guests' ETag", { cookie: "cc_session=x", "if-none-match": "*" }],
    ["credentials", { authorization: "Basic x" }],
    ["a range", { range: "bytes=0-1" }],
  ])("whoever comes with %s gets an answer of their own", async (_, headers) => {
    await listen();
    await ask("/jobs");
    expect(await ask("/jobs", headers)).toMatchObject({ status: 200, headers: { "x-own": "yes" } });
    expect(board.rendered).toHaveLength(1);
  });

  test("whoever posts, or asks for what is not kept, does too", async () => {
    await listen();
    expect((await ask("/jobs", {}, "POST")).headers["x-own"]).toBe("yes");
    expect((await ask("/sign-in")).headers["x-own"]).toBe("yes");
    expect(board.answered).toEqual([]);
  });

  test("other sites' cookies make nobody a stranger", async () => {
    await listen();
    expect((await ask("/jobs", { cookie: "_ga=1" })).body.toString()).toContain("three jobs");
  });

  test("data that is asked for on intent may be used for ten seconds, a page never", async () => {
    await listen(true);
    const ahead = { "sec-purpose": "prefetch" };
    expect((await ask("/jobs.data", ahead)).headers["cache-control"]).toBe("private, max-age=10");
    expect((await ask("/jobs.data")).headers["cache-control"]).toMatch(/^public/);
    expect((await ask("/jobs?q=x.data", ahead)).headers["cache-control"]).toMatch(/^public/);
  });

  test("with CDN=1 a shared cache may keep a guest's page for seconds, apart from everybody with a cookie", async () => {
    await listen(true);
    expect((await ask("/jobs")).headers).toMatchObject({
      "cache-control": "public, max-age=0, s-maxage=10, stale-while-revalidate=30",
      vary: VARY,
    });
  });
});
