import { appWith, type App } from "#tests/support/factors.ts";
import { inspect, letCodesAge, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "five quiet chart rooms";

test("a person sets up a second factor, signs in with it with a recovery code and a passkey, and turns it off", async ({
  page,
  mailbox,
  allowErrors,
}) => {
  // Four sign-ins and the looks of four pages.
  test.setTimeout(120_000);
  allowErrors(/422 \(Unprocessable/);
  const email = `grace-${Date.now()}@example.org`;
  const code = page.getByLabel("Code", { exact: true });
  const signInButton = page.getByRole("button", { name: "Sign in" });
  const enter = async () => {
    await page.getByRole("navigation").getByRole("button", { name: "Sign out" }).click();
    await page.goto("/sign-in?returnTo=%2Faccount%2Ffactor");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await signInButton.click();
    await expect(page.getByRole("heading", { name: "Your code" })).toBeVisible();
  };
  let app: App;
  let codes: string[];

  await test.step("sign up", async () => {
    await page.goto("/sign-up");
    await page.getByLabel("Your name").fill("Grace Coder");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel(/I agree/).check();
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.goto(await mailbox.waitForLink(email, /Confirm your e-mail/, /confirm-email/));
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
  });

  await test.step("the password begins it, a code of the picture ends it, and the recovery codes show once", async () => {
    await page.getByRole("link", { name: "Set it up" }).click();
    await page.getByLabel("Your password, once more").fill(PASSWORD);
    await page.getByRole("button", { name: "Set it up" }).click();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    app = appWith((await page.getByText("Or type this key").locator("span").textContent()) ?? "");
    await page.getByLabel("The code that the app shows now").fill("000000");
    await page.getByRole("button", { name: "Turn it on" }).click();
    await expect(page.getByRole("alert")).toContainText("not the code that the app shows now");
    await inspect(page, "factor-confirm");
    await page.getByLabel("The code that the app shows now").fill(app());
    await page.getByRole("button", { name: "Turn it on" }).click();
    await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
    codes = await page.getByRole("main").getByRole("listitem").allTextContents();
    expect(codes).toHaveLength(10);
    await inspect(page, "factor-codes");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download them" }).click();
    expect((await download).suggestedFilename()).toBe("careercenter-recovery-codes.txt");
    await page.getByRole("link", { name: "I have kept them" }).click();
    await expect(page.getByText("10 left")).toBeVisible();
    await mailbox.waitFor(email, /second factor is on/);
  });

  await test.step("signing in asks for a code after the password, and says what is wrong with one", async () => {
    await enter();
    await code.fill("123 456");
    await signInButton.click();
    await expect(page.getByRole("alert")).toContainText("not right, or was used already");
    await expect(code).toHaveValue("");
    await inspect(page, "sign-in-code");
    await code.fill(app(1));
    await signInButton.click();
    await expect(page).toHaveURL(/\/account\/factor$/);
  });

  await test.step("a recovery code does as well, once, and its owner is told", async () => {
    await enter();
    await code.fill(codes[0]!);
    await signInButton.click();
    await expect(page.getByText("9 left")).toBeVisible();
    await mailbox.waitFor(email, /recovery code was used/);
  });

  await test.step("a passkey, once added, answers in the place of a code", async () => {
    const browser = await page.context().newCDPSession(page);
    await browser.send("WebAuthn.enable");
    await browser.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasUserVerification: true, isUserVerified: true },
    });
    await page.getByRole("link", { name: "Passkeys" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Laptop");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(page.getByRole("cell", { name: "Laptop", exact: true })).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
    await inspect(page, "factor-passkeys");
    await enter();
    await page.getByRole("button", { name: "Use a passkey instead" }).click();
    await expect(page.getByText("9 left")).toBeVisible();
  });

  await test.step("turning it off takes the password and a code", async () => {
    await page.getByRole("link", { name: "Turn it off…" }).click();
    await page.getByLabel("Your password, once more").fill(PASSWORD);
    await page.getByLabel("Code of your authenticator app").fill(codes[1]!);
    await page.getByRole("button", { name: "Turn it off" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Your second factor is off" })).toBeVisible();
    await mailbox.waitFor(email, /second factor is off/);
  });
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an admin signs in with a code, and is asked again in the form of a sensitive act", async ({
      page,
      allowErrors,
    }) => {
      allowErrors(/422 \(Unprocessable/);
      const admin = "admin@demo.example";
      const wish = "ask=save&name=Single+post&price=199&credits=0&days=31&active=on";
      await signIn(page, admin, `/admin/plans/single-post?${wish}`);
      const again = page.getByLabel("Code of your authenticator app");
      await expect(page.getByText("Days: 30 → 31")).toBeVisible();
      await expect(again).toHaveCount(0);

      await letCodesAge(admin);
      await page.reload();
      await again.fill("000000");
      await page.getByRole("button", { name: "Save the change" }).click();
      await expect(page.getByText("This code is not right")).toBeVisible();
      await expect(page.getByText("Days: 30 → 31")).toBeVisible();
      await expect(again).toBeFocused();
      if (javaScriptEnabled) await inspect(page, "factor-again");
      await page.getByRole("link", { name: "Not now" }).click();
      await expect(page.getByLabel("Days a job is live")).toHaveValue("30");
    });
  });
