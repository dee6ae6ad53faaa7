import { describe, expect, test } from "vitest";
import { EnvError, parseEnv, weakSettings } from "~/platform/env.server.ts";

const DATABASE_URL = "mysql://board:secret@127.0.0.1/board";

describe("the settings", () => {
  test("need nothing but a database", () => {
    expect(parseEnv({ DATABASE_URL })).toMatchObject({
      PORT: 3000,
      BASE_URL: "http://localhost:3000",
      TRUST_PROXY: 0,
      CDN: false,
    });
  });
  test("take an empty variable for an unset one", () => {
    expect(parseEnv({ DATABASE_URL, SMTP_URL: "", STRIPE_SECRET_KEY: "", PORT: "" }).SMTP_URL).toBeUndefined();
  });
  test("name what is wrong, and never its value", () => {
    const read = () => parseEnv({ DATABASE_URL: "postgres://u:hunter2@h/d", SMTP_URL: "mail.example" });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(/DATABASE_URL[\s\S]*SMTP_URL/);
    expect(read).not.toThrow(/hunter2/);
  });
  test("say how many web processes there may be", () => {
    expect(parseEnv({ DATABASE_URL, WEB_CONCURRENCY: "" }).WEB_CONCURRENCY).toBeUndefined();
    expect(parseEnv({ DATABASE_URL, WEB_CONCURRENCY: "4" }).WEB_CONCURRENCY).toBe(4);
    for (const wrong of ["0", "65", "two", "1.5", "-1"])
      expect(() => parseEnv({ DATABASE_URL, WEB_CONCURRENCY: wrong })).toThrow(/WEB_CONCURRENCY must be/);
  });
  test("take a DNS server by its address only", () => {
    for (const right of ["192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:5353"])
      expect(parseEnv({ DATABASE_URL, DNS_SERVER: right }).DNS_SERVER).toBe(right);
    for (const wrong of [
      "dns.example",
      "192.0.2.1:0",
      "192.0.2.1:70000",
      "300.0.0.1",
      "[192.0.2.1]:53",
      "udp://192.0.2.1",
    ])
      expect(() => parseEnv({ DATABASE_URL, DNS_SERVER: wrong })).toThrow(/DNS_SERVER must be an IP address/);
  });
  test("refuse another host for a live key", () => {
    const live = { DATABASE_URL, STRIPE_SECRET_KEY: "sk_live_x", STRIPE_API_BASE: "http://127.0.0.1:4010" };
    expect(() => parseEnv(live)).toThrow(/STRIPE_API_BASE/);
    expect(parseEnv({ ...live, STRIPE_SECRET_KEY: "sk_test_x" }).STRIPE_API_BASE).toBe("http://127.0.0.1:4010");
  });
});

describe("npm run serve", () => {
  const weak = (source: Record<string, string>) =>
    weakSettings(parseEnv({ DATABASE_URL, ...source }), source).join("\n");

  test("names every setting that is missing", () => {
    const said = weak({});
    for (const name of [
      "BASE_URL",
      "SMTP_URL",
      "MAIL_FROM",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "FACTOR_KEY",
    ])
      expect(said).toContain(name);
  });
  test("refuses plain http for a public address", () => {
    expect(weak({ BASE_URL: "http://board.example" })).toMatch(/BASE_URL must be https/);
  });
  test("starts with everything set", () => {
    const set = {
      BASE_URL: "https://board.example",
      SMTP_URL: "smtps://u:p@mail.example",
      MAIL_FROM: "Board <no-reply@board.example>",
      STRIPE_SECRET_KEY: "sk_live_abc",
      STRIPE_WEBHOOK_SECRET: "whsec_0123456789abcdef",
      FACTOR_KEY: "dGVzdHMga2VlcCBub3RoaW5nIHRoYXQgaXMgc2VjcmU=",
    };
    expect(weak(set)).toBe("");
  });
});
