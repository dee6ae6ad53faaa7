import type { APIResponse, Page } from "@playwright/test";
import { DEMO_PASSWORD } from "#db/seeds/demo-sign-ins.ts";
import { signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// A guest's page is kept and given to the next guest; nobody's page ever is.

const OWNER = "Dana Whitlock";
const SEEKER = "Marisol Vega";
/** What pages say to somebody with a profile, and to nobody else. */
const QUALIFIES = /Jobs I qualify for|Do I qualify\?/;

/** Asks as a guest whose program keeps no cookies. */
const asGuest = async (page: Page, path: string, headers: Record<string, string> = {}): Promise<APIResponse> => {
  const answer = await page.request.get(path, { headers: { ...headers, cookie: "" } });
  expect(answer.headers()["set-cookie"]).toBeUndefined();
  return answer;
};

test("a job that is only pointed at is not told as seen, and one that is opened is, with where from", async ({
  page,
}) => {
  const seen: string[] = [];
  const fetched: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith("/seen")) seen.push(pathname + search);
    if (pathname.endsWith(".data")) fetched.push(pathname);
  });
  await page.goto("/jobs?q=coder");
  const link = page.locator(".job-title a").first();
  const job = (await link.getAttribute("href"))!;
  await link.hover();
  await expect.poll(() => fetched).toContain(`${job}.data`);
  expect(seen).toEqual([]);
  await link.click();
  await expect.poll(() => seen).toEqual([`${job}/seen?from=%2Fjobs%3Fq%3Dcoder`]);
  // The document of a page is counted as it is sent.
  await page.goto("/jobs");
  await page.goto(job);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(seen).toHaveLength(1);
});

test("who signs in is not shown what was fetched ahead for the guest they were", async ({ page }) => {
  await page.goto("/sign-in?returnTo=%2Fjobs");
  const fetched = page.waitForResponse((answer) => answer.url().includes("/jobs.data"));
  await page.getByRole("navigation").getByRole("link", { name: "Jobs" }).hover();
  await (await fetched).finished();
  await page.getByLabel("E-mail").fill("seeker@demo.example");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(page.getByRole("navigation").getByRole("link", { name: SEEKER })).toBeVisible();
  await expect(page.getByRole("group").filter({ hasText: "Jobs I qualify for" })).toBeVisible();
});

test("two people and a guest browse at once, and nobody meets another's page", async ({ openVisitor }) => {
  test.slow();
  const [owner, seeker, guest] = [await openVisitor(), await openVisitor(), await openVisitor()];
  await Promise.all([
    signIn(owner, "owner@demo.example", "/jobs"),
    signIn(seeker, "seeker@demo.example", "/jobs"),
    guest.goto("/jobs"),
  ]);

  await test.step("the seeker turns the page dark", async () => {
    await seeker.getByRole("button", { name: "Dark" }).click();
    await expect(seeker.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  await guest.goto("/jobs");
  const job = (await guest.locator(".job-title a").last().getAttribute("href"))!;
  await guest.goto(job);
  const employer = (await guest.locator(".jobhead a").getAttribute("href"))!;

  const visit = async (page: Page, name: string | undefined, theme: string | null) => {
    for (const path of [
      "/",
      "/jobs",
      "/jobs?fit=qualified&sort=fit",
      job,
      employer,
      "/terms",
      "/how-review-works",
      "/jobs",
    ]) {
      const answer = (await page.goto(path))!;
      const text = await answer.text();
      for (const other of [OWNER, SEEKER])
        expect(text.includes(other), `${other} on ${path} of ${name ?? "the guest"}`).toBe(other === name);
      // The seeker has a profile, the owner has none.
      if (/^\/jobs/.test(path)) expect(QUALIFIES.test(text), `who qualifies, on ${path}`).toBe(name === SEEKER);
      expect(await page.locator("html").getAttribute("data-theme"), path).toBe(theme);
      expect(answer.headers()["cache-control"]).toBe("private, no-cache");
      // Only what is the same for everybody has a name to ask for it by.
      expect(answer.headers().etag !== undefined, `an ETag on ${path}`).toBe(name === undefined);
    }
  };
  await Promise.all([visit(owner, OWNER, null), visit(seeker, SEEKER, "dark"), visit(guest, undefined, null)]);

  await test.step("the data of pages is kept apart likewise", async () => {
    for (const path of ["/_root.data", "/jobs.data", `${job}.data`]) {
      const [own, guests] = await Promise.all([seeker.request.get(path), asGuest(guest, path)]);
      expect(await own.text()).toContain(SEEKER);
      expect(own.headers()["cache-control"]).toBe("private, no-store");
      for (const answer of [own, guests]) expect(/¤fit¤/.test(await answer.text()), path).toBe(answer === own);
      expect(own.headers().etag).toBeUndefined();
      expect(await guests.text()).not.toContain(SEEKER);
      expect(guests.headers().etag).toBeTruthy();
    }
  });

  await test.step("signed out, one is a guest again", async () => {
    await owner.getByRole("navigation").getByRole("button", { name: "Sign out" }).click();
    const answer = (await owner.goto("/jobs"))!;
    expect(await answer.text()).not.toContain(OWNER);
    await expect(owner.getByRole("navigation").getByRole("link", { name: "Sign in" })).toBeVisible();
  });
});

test("what was a guest's page is a person's own after signing in, though the browser kept it", async ({ page }) => {
  const before = (await page.goto("/jobs"))!;
  const { etag } = before.headers();
  await signIn(page, "seeker@demo.example", "/jobs");
  const after = (await page.goto("/jobs"))!;
  expect(after.status()).toBe(200);
  expect(await after.text()).toContain(SEEKER);
  const conditional = await page.request.get("/jobs", { headers: { "If-None-Match": `${etag}, *` } });
  expect(conditional.status()).toBe(200);
  expect(await conditional.text()).toContain(SEEKER);
});

test("a guest's page is named, asked for again by its name, and sent as the browser takes it", async ({ page }) => {
  const path = "/jobs?type=full-time&q=coder";
  const first = await asGuest(page, path, { "Accept-Encoding": "br" });
  expect(first.headers()).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding, Cookie" });
  const { etag } = first.headers();
  // The same search in another order is the same page.
  const again = await asGuest(page, "/jobs?q=coder&type=full-time", {
    "Accept-Encoding": "br",
    "If-None-Match": etag!,
  });
  expect(again.status()).toBe(304);
  expect(await again.text()).toBe("");
  const gzip = await asGuest(page, path, { "Accept-Encoding": "gzip, br;q=0.5" });
  expect(gzip.headers()["content-encoding"]).toBe("gzip");
  expect(await gzip.text()).toBe(await first.text());
  const plain = await asGuest(page, path, { "Accept-Encoding": "identity" });
  expect(plain.headers()["content-encoding"]).toBeUndefined();
  expect(await plain.text()).toBe(await first.text());
  const ahead = await asGuest(page, "/jobs.data?q=coder", { "Sec-Purpose": "prefetch" });
  expect(ahead.headers()["cache-control"]).toBe("private, max-age=10");
  const head = await page.request.head(path, { headers: { cookie: "" } });
  expect(head.headers().etag).toBeTruthy();
});

test("the scripts of both forms of a page run under its policy", async ({ openVisitor }) => {
  test.slow();
  const guest = await openVisitor();
  const person = await openVisitor();
  await signIn(person, "seeker@demo.example", "/jobs");
  for (const [page, source] of [
    [guest, /script-src 'self'( 'sha256-[\w+/]{43}=')+;/],
    [person, /script-src 'self' 'nonce-[\w+/]{22}==';/],
  ] as const) {
    for (const path of ["/", "/jobs?type=full-time&q=coder", "/terms"]) {
      const answer = (await page.goto(path))!;
      expect(answer.headers()["content-security-policy"]).toMatch(source);
      expect((await answer.text()).includes(" nonce="), path).toBe(page === person);
      // React has taken the page over: it alone hangs its own keys on the elements.
      await expect
        .poll(() =>
          page.evaluate(() => Object.keys(document.querySelector("main")!).some((key) => /^__react/.test(key))),
        )
        .toBe(true);
    }
    await page.goto("/jobs?type=full-time&q=coder");
    expect(await page.locator(".theme input[name=returnTo]").getAttribute("value")).toContain("type=full-time");
    await page.evaluate(() => scrollTo(0, 600));
    const top = await page.evaluate(() => scrollY);
    await page.locator(".job-title a").nth(2).click();
    await expect(page.getByRole("heading", { name: "Who may apply" })).toBeVisible();
    await page.goBack();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top);
    // The script before hydration brings a reloaded page back to where it was read.
    await page.reload();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(top);
  }
});

test("a guest's choice of colours leads back to the page and is theirs alone", async ({ openVisitor }) => {
  const [chooser, guest] = [await openVisitor({ javaScriptEnabled: false }), await openVisitor()];
  await guest.goto("/jobs?type=full-time&q=coder");
  await chooser.goto("/jobs?type=full-time&q=coder");
  await chooser.getByRole("button", { name: "Dark" }).click();
  await expect(chooser).toHaveURL(/\/jobs\?.*q=coder/);
  await expect(chooser).toHaveURL(/type=full-time/);
  await expect(chooser.locator("html")).toHaveAttribute("data-theme", "dark");
  await guest.reload();
  expect(await guest.locator("html").getAttribute("data-theme")).toBeNull();
  await chooser.getByRole("button", { name: "As the system" }).click();
  expect(await chooser.locator("html").getAttribute("data-theme")).toBeNull();
});

test("a job that its employer marks as filled is gone from the guests' pages at once", async ({
  openVisitor,
  allowErrors,
  baseURL,
}) => {
  test.slow();
  allowErrors(/410/);
  const [owner, guest] = [await openVisitor(), await openVisitor()];
  await signIn(owner, "owner@demo.example", "/jobs");
  await owner.goto("/employer");
  const view = await owner.locator("main a[href^='/jobs/']").first().getAttribute("href");
  await guest.goto(view!);
  const employer = (await guest.locator(".jobhead a").getAttribute("href"))!;
  const search = `/jobs?employer=${employer.split("/").pop()}`;
  const listed = (await (await asGuest(guest, `/api/v1${search}&sort=newest`)).json()) as {
    total: number;
    items: { id: string; url: string }[];
  };
  // Other tests look at the employer's newest.
  const job = listed.items.slice(0, 15).at(-1)!;
  const jobPath = new URL(job.url).pathname;
  const all = async () => Number(/[\d,]+/.exec(await guest.locator("h1").innerText())![0].replace(",", ""));

  await guest.goto(search);
  expect(await all()).toBe(listed.total);
  expect((await asGuest(guest, jobPath)).status()).toBe(200);
  const ofEmployer = async () => (await (await asGuest(guest, employer)).text()).includes(jobPath);
  expect(await ofEmployer()).toBe(true);

  const filled = await owner.request.post(`/employer/jobs/${job.id}`, {
    form: { deed: "fill" },
    headers: { Origin: new URL(baseURL!).origin },
    maxRedirects: 0,
  });
  expect(filled.status()).toBe(302);

  await test.step("on the very next page", async () => {
    expect((await asGuest(guest, jobPath)).status()).toBe(410);
    await guest.goto(search);
    expect(await all()).toBe(listed.total - 1);
    expect(await ofEmployer()).toBe(false);
    const over = (await guest.goto(jobPath))!;
    expect(over.status()).toBe(410);
    await expect(guest.getByText("This job is over")).toBeVisible();
  });

  await test.step("what the board then says to the employer is said to nobody else, and once", async () => {
    const said = "marked as filled";
    await guest.goto("/jobs");
    await expect(guest.getByText(said)).toHaveCount(0);
    await owner.goto("/jobs");
    await expect(owner.getByRole("status").filter({ hasText: said })).toBeVisible();
    await guest.goto("/jobs");
    await expect(guest.getByText(said)).toHaveCount(0);
    await owner.goto("/jobs");
    await expect(owner.getByText(said)).toHaveCount(0);
  });

  await test.step("nor does a message left for somebody without a session stay", async () => {
    const flash = filled.headersArray().find(({ value }) => value.startsWith("cc_flash="))!;
    const stranger = await openVisitor();
    await stranger
      .context()
      .addCookies([{ name: "cc_flash", value: /cc_flash=([^;]+)/.exec(flash.value)![1]!, url: baseURL! }]);
    await stranger.goto("/terms");
    await expect(stranger.getByText("marked as filled")).toBeVisible();
    expect(await (await asGuest(guest, "/terms")).text()).not.toContain("marked as filled");
    await stranger.goto("/terms");
    await expect(stranger.getByText("marked as filled")).toHaveCount(0);
  });
});
