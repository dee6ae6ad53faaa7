import http from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "./support/test.ts";

// What no browser sends. The web process answers each, and lives.

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

function ask(
  base: string,
  path: string,
  options: http.RequestOptions & { body?: Buffer | string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, agent: false, timeout: 15_000, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    request.on("error", reject);
    request.end(options.body);
  });
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };

test("addresses that are none are refused, and the board goes on", async ({ baseURL }) => {
  for (const path of ["//", "//evil.example/jobs", "*"]) expect((await ask(baseURL!, path)).status, path).toBe(400);
  for (const path of [
    "/%",
    "/%ff",
    "/jobs/%2e%2e%2f",
    `/${"x".repeat(3_000)}`,
    "/jobs?q=%",
    "/jobs?after=%00&pay_min=-1&radius=1e9",
  ]) {
    const { status } = await ask(baseURL!, path);
    expect(status, path).toBeLessThan(500);
  }
  expect((await ask(baseURL!, "/healthz")).status).toBe(200);
});

test("ten thousand words are a search, and what is too long to be read is a bad request", async ({ baseURL }) => {
  const words = (count: number) => `/jobs?q=${Array.from({ length: count }, (_, at) => `coder${at}`).join("+")}`;
  expect((await ask(baseURL!, words(10_000))).status).toBe(200);
  expect((await ask(baseURL!, words(100_000))).status).toBe(400);
});

test("a write from another page is refused before anything is read", async ({ baseURL }) => {
  const own = new URL(baseURL!).origin;
  const post = (headers: Record<string, string>) =>
    ask(baseURL!, "/sign-out", { method: "POST", headers: { ...form, ...headers } });
  expect((await post({ Origin: "https://evil.example" })).status).toBe(403);
  expect((await post({ Origin: "null" })).status).toBe(403);
  expect((await post({})).status).toBe(403);
  expect((await post({ Origin: own })).status).toBe(302);
});

test("a form that is too large or no form at all gets its own answer", async ({ baseURL }) => {
  const headers = { ...form, Origin: new URL(baseURL!).origin };
  const huge = await ask(baseURL!, "/sign-in", {
    method: "POST",
    headers,
    body: Buffer.alloc(9 * 1024 * 1024, "a"),
  }).catch((error: NodeJS.ErrnoException) => error.code);
  // The process may close the door while the rest is still being sent.
  if (typeof huge === "object") expect(huge.status).toBe(413);
  else expect(["ECONNRESET", "EPIPE"]).toContain(huge);
  for (const body of [
    "email=x&a[20000000]=x",
    `__intent__=${encodeURIComponent('{"type":"validate"}')}`,
    "__state__=x",
    `a${".a".repeat(5_000)}=x`,
  ])
    expect((await ask(baseURL!, "/sign-in", { method: "POST", headers, body })).status, body.slice(0, 30)).toBe(400);
  const none = await ask(baseURL!, "/sign-in", {
    method: "POST",
    headers: { ...headers, "Content-Type": "multipart/form-data" },
    body: "x",
  });
  expect(none.status).toBe(400);
});

test("a webhook without a good signature is refused; another method too", async ({ baseURL }) => {
  const hook = (headers: Record<string, string>) =>
    ask(baseURL!, "/webhooks/stripe", { method: "POST", headers, body: "{}" });
  expect((await hook({})).status).toBe(400);
  expect((await hook({ "Stripe-Signature": "t=1,v1=00" })).status).toBe(400);
  expect((await ask(baseURL!, "/webhooks/stripe")).status).toBe(405);
});

test("a page comes compressed, with its policy and without a word about the visitor", async ({ baseURL }) => {
  const { status, headers, body } = await ask(baseURL!, "/jobs", {
    headers: { "Accept-Encoding": "br", Accept: "text/html" },
  });
  expect(status).toBe(200);
  expect(headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(body).toString()).toContain("</html>");
  expect(headers["content-security-policy"]).toMatch(/script-src 'self'( 'sha256-[^']+')+;/);
  expect(headers["content-security-policy"]).toContain("form-action 'self'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["set-cookie"]).toBeUndefined();
});
