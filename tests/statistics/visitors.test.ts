import { describe, expect, test } from "vitest";
import { isPerson } from "~/statistics/person.server.ts";
import { sourceOf, sourceOfOwnPath } from "~/statistics/source.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

describe("a person", () => {
  test("is whoever asks for a page with a browser", () => {
    expect(isPerson({ "user-agent": FIREFOX, "sec-fetch-dest": "document" }, "page")).toBe(true);
    expect(isPerson({ "user-agent": FIREFOX }, "page")).toBe(true);
  });

  test.each([
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/140.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1",
    "curl/8.11.0",
    "GPTBot/1.2",
    "",
    `Mozilla/5.0 ${"x".repeat(700)}`,
  ])("is not %.60s", (agent) => {
    expect(isPerson({ "user-agent": agent }, "page")).toBe(false);
  });

  test("is nobody without a user agent", () => {
    expect(isPerson({}, "page")).toBe(false);
  });

  test.each([
    { "sec-purpose": "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { "x-moz": "prefetch" },
  ])("does not look yet: %j", (headers) => {
    expect(isPerson({ "user-agent": FIREFOX, ...headers }, "page")).toBe(false);
  });

  test("does not look at what another page shows or fetches of this one", () => {
    for (const to of ["empty", "iframe", "image"])
      expect(isPerson({ "user-agent": FIREFOX, "sec-fetch-dest": to }, "page")).toBe(false);
  });
});

describe("a source", () => {
  const from = (referer: string | undefined, url = "/jobs/coder-1") =>
    sourceOf({ url, referer, host: "board.example" });

  test.each([
    ["https://board.example/jobs?q=cpc", "search"],
    ["https://board.example/jobs", "search"],
    ["https://board.example/", "home"],
    ["https://board.example/employers/lakemont", "board"],
    ["https://www.google.com/", "google"],
    ["https://www.google.co.uk/", "google"],
    ["https://mail.google.com/", "mail"],
    ["android-app://com.google.android.gm/", "mail"],
    ["android-app://com.google.android.googlequicksearchbox/", "google"],
    ["https://outlook.live.com/", "mail"],
    ["https://www.bing.com/search?q=coder", "bing"],
    ["https://www.indeed.com/viewjob", "indeed"],
    ["https://uk.indeed.com/", "indeed"],
    ["https://www.linkedin.com/feed", "linkedin"],
    ["https://lnkd.in/x", "linkedin"],
    ["https://notgoogle.com/", "site"],
    ["https://google.com.evil.example/", "site"],
    ["https://board.example.evil.example/jobs", "site"],
    ["not an address", "direct"],
    [undefined, "direct"],
  ])("%s is %s", (referer, source) => {
    expect(from(referer)).toBe(source);
  });

  test("is what a link says of itself, where it does", () => {
    expect(from(undefined, "/jobs/coder-1?utm_medium=email&utm_source=digest")).toBe("mail");
    expect(from("https://a.example/", "/jobs/coder-1?utm_source=google_jobs_apply&utm_medium=organic")).toBe("google");
    expect(from("https://a.example/", "/jobs/coder-1?utm_source=our-intranet")).toBe("site");
  });

  test("is one of ours where a page of ours says where its reader was", () => {
    expect(sourceOfOwnPath("/jobs?q=cpc")).toBe("search");
    expect(sourceOfOwnPath("/")).toBe("home");
    expect(sourceOfOwnPath("//evil.example")).toBe("board");
  });
});
