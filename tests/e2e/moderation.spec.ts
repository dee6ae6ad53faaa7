import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

test("a moderator decides by the keyboard alone, takes a slip back, and nobody decides what they read", async ({
  page,
  openVisitor,
  allowErrors,
}) => {
  test.setTimeout(180_000);
  allowErrors(/409/);
  await signIn(page, "moderator@demo.example", "/moderation");
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const title = page.getByRole("heading", { level: 1 });
  const reason = page.getByLabel("What the employer reads");
  await expect(page.getByRole("button", { name: "All keys" })).toBeVisible();
  let read = "";

  await test.step("takes the first job, reads it beside another one, and learns the keys", async () => {
    await keys("j", "Shift+Tab", "n");
    await page.waitForURL(/\/moderation\/jobs\//);
    await expect(page.getByText("Only you have this job")).toBeVisible();
    read = await title.innerText();
    await inspect(page, "moderation-reading");
    await keys("?");
    await expect(page.getByRole("dialog", { name: "Keys of this page" })).toBeVisible();
    await inspect(page, "moderation-keys", [[1280, "light"]]);
    // No key works behind the open help.
    await keys("1", "Escape");
    await expect(reason).toHaveValue("");
    await keys("l", "Enter");
    await expect(page.getByRole("heading", { name: /^Beside: / })).toBeVisible();
    await inspect(page, "moderation-beside", [[390, "dark"]]);
  });

  const other = await openVisitor({ javaScriptEnabled: false });
  await test.step("another one sees who reads it, and without script takes it over with what they typed", async () => {
    await signIn(other, "admin@demo.example", "/moderation");
    await other.goto(page.url());
    await expect(other.getByText("Imogen Sayre is reading it").first()).toBeVisible();
    await expect(other.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
    await other.getByLabel("What the employer reads").fill("Half a sentence");
    await other.getByRole("button", { name: "Take over" }).click();
    await expect(other.getByText("Only you have this job")).toBeVisible();
    await other.getByRole("button", { name: "Contact details in the text" }).click();
    await expect(other.getByLabel("What the employer reads")).toHaveValue(
      /^Please take phone numbers.*Half a sentence$/s,
    );
  });

  await test.step("a decision on what somebody else reads by now is refused, and keeps the words", async () => {
    await keys("1", "e", "End");
    await reason.pressSequentially(" Ask me.");
    await keys("Escape", "s");
    await expect(page.getByRole("alert")).toContainText("is reading it, since");
    await expect(reason).toHaveValue(/^Please shorten the title.* Ask me\.$/s);
    await other.getByRole("button", { name: "Put it back" }).click();
    await expect(other.getByRole("heading", { level: 1, name: /wait for a decision/ })).toBeVisible();
  });

  await test.step("sends the reason, and takes it back", async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: "All keys" })).toBeVisible();
    await keys("t");
    await expect(page.getByText("Only you have this job")).toBeVisible();
    await keys("c", "1", "s");
    await expect(page.getByRole("status").first()).toContainText("goes back to its employer");
    await expect(title).not.toHaveText(read);
    await keys("u", "Enter");
    await expect(page.getByRole("status").first()).toContainText("The decision is taken back");
    await expect(title).toHaveText(read);
    await expect(page.getByText("The moderator took back the request for changes")).toBeVisible();
    await keys("p");
    await expect(page.getByRole("heading", { level: 1, name: /wait for a decision/ })).toBeVisible();
  });
});
