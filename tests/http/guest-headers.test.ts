import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { acceptedEncoding } from "~/http/guest-pages/accepted-encoding.server.ts";
import { packing } from "~/ui/packing.ts";
import { answerDigest } from "~/http/guest-pages/answer-digest.server.ts";
import { matchesEtag } from "~/http/guest-pages/matches-etag.ts";
import { hashesForNonce } from "~/http/guest-pages/script-hashes.server.ts";
import { carriesOwnCookie, carriesSession } from "~/http/own-cookies.ts";

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0.5, gzip;q=0.8", "gzip"],
  ["gzip;q=0, br;q=0", "identity"],
  ["GZIP", "gzip"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["identity, gzip;q=0.5", "identity"],
  ["identity;q=0, *;q=0", "identity"],
  ["deflate", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("Accept-Encoding %s is answered with %s", (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
  expect(acceptedEncoding(header)).toBe(encoding);
});

test.each([
  ['"abc-br"', true],
  ['W/"abc-br"', true],
  ["*", true],
  ['"x", W/"abc-br" , "y"', true],
  ['"abc"', false],
  ['"abc-gzip"', false],
  ["abc-br", false],
  ["", false],
  [undefined, false],
])("If-None-Match %s has the page: %s", (header, has) => expect(matchesEtag(header, '"abc-br"')).toBe(has));

test.each([
  ["cc_session=a", true, true],
  ["a=1; cc_flash=x", true, false],
  ["a=1;cc_theme=dark", true, false],
  ["cc_theme=", true, false],
  ["a=cc_theme; xcc_session=1", false, false],
  ["_ga=1", false, false],
  [undefined, false, false],
])("the cookies %s are ours: %s, a session: %s", (header, own, session) => {
  expect(carriesOwnCookie(header)).toBe(own);
  expect(carriesSession(header)).toBe(session);
});

describe("a page that is given to all", () => {
  const nonce = "d00d";
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

  test("names the scripts of its rendering by their hashes, each once, and no nonce", () => {
    const { html, sources } = hashesForNonce(
      `<script nonce="d00d">a()</script><script async="" nonce="d00d" src="/x.js"></script>` +
        `<script nonce="d00d">a()</script><script nonce="d00d" type="module">b("<p>")</script>`,
      nonce,
    );
    expect(sources).toEqual([hash("a()"), hash('b("<p>")')]);
    expect(html).toBe(
      `<script>a()</script><script async="" src="/x.js"></script><script>a()</script><script type="module">b("<p>")</script>`,
    );
  });

  test("vouches for no script that came in with the content", () => {
    expect(hashesForNonce(`<p><script>steal()</script><script nonce="guess">steal()</script>`, nonce).sources).toEqual(
      [],
    );
  });

  test("is not made where the nonce would be told", () => {
    expect(() => hashesForNonce(`<p title="d00d">`, nonce)).toThrow(/nonce/);
  });
});

describe("the digest of an answer", () => {
  const answer = (loaderData: Record<string, unknown>) => answerDigest({ loaderData, statusCode: 200 });

  test("is equal for equal answers, and for no others", () => {
    const data = () => ({ root: { person: undefined }, page: { at: new Date(5), jobs: ["a"] } });
    expect(answer(data())).toBe(answer(data()));
    expect(answer({ ...data(), page: { at: new Date(6), jobs: ["a"] } })).not.toBe(answer(data()));
    expect(answerDigest({ loaderData: data(), statusCode: 410 })).not.toBe(answer(data()));
  });

  test("tells apart what the page alone says", () => {
    const { show } = packing<string[]>(JSON.stringify, JSON.parse);
    expect(answer({ page: { cards: show(["a"]) } })).toBe(answer({ page: { cards: show(["a"]) } }));
    expect(answer({ page: { cards: show(["b"]) } })).not.toBe(answer({ page: { cards: show(["a"]) } }));
  });

  test("is none for an answer that failed or is still coming", () => {
    expect(answerDigest({ loaderData: {}, errors: { root: new Error() }, statusCode: 500 })).toBeUndefined();
    expect(answer({ later: Promise.resolve(1) })).toBeUndefined();
  });
});
