import type { Page } from "@playwright/test";
import { signIn } from "./support/demo.ts";
import { expect, expectNoAxeViolations, shot, test } from "./support/test.ts";

// What only a browser can show of the applicants' board: the mouse, the keys, pdf.js, and the same without script.

const column = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });
const cards = (page: Page, name: string) => column(page, name).locator("a.cand-link");

/** The board with the most people who were received. */
async function aFullBoard(page: Page): Promise<string> {
  await page.goto("/employer");
  const links = await page.locator('main a[href$="/applicants"]').evaluateAll((all) => all.map((link) => link.getAttribute("href")!)); // prettier-ignore
  const boards: { link: string; count: number }[] = [];
  for (const link of links) {
    await page.goto(link);
    boards.push({ link, count: await cards(page, "Received").count() });
  }
  const [best] = boards.sort((one, other) => other.count - one.count);
  expect(best?.count, "people who were received").toBeGreaterThanOrEqual(2);
  return best!.link;
}

test("an applicant is moved with the mouse, by key and without script, and read as pages and as text", async ({
  page,
  openVisitor,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/409/);
  // The whole board is in sight: scrolling under a pressed mouse would take hold of another card.
  await page.setViewportSize({ width: 1280, height: 1600 });
  await signIn(page, "owner@demo.example");
  const board = await aFullBoard(page);
  const stale = await page.context().newPage();
  await stale.setViewportSize({ width: 1280, height: 1600 });
  await stale.goto(board);
  await page.goto(board);
  await expect(page.getByText("Drag a card")).toBeVisible();
  const first = await cards(page, "Received").first().innerText();
  const card = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: first, exact: true }) });

  await test.step("dragged to Interview it stays there", async () => {
    await card.dragTo(column(page, "Interview"));
    await expect(cards(page, "Interview").filter({ hasText: first })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: `${first} was moved` })).toBeAttached();
    await page.reload();
    await expect(cards(page, "Interview").filter({ hasText: first })).toBeVisible();
  });

  await test.step("a board that was read before says what changed, and shows it", async () => {
    const old = stale.getByRole("listitem").filter({ has: stale.getByRole("link", { name: first, exact: true }) });
    await old.dragTo(column(stale, "Reviewed"));
    await expect(stale.getByRole("alert")).toContainText("in Interview by now");
    await expect(cards(stale, "Interview").filter({ hasText: first })).toBeVisible();
    await stale.close();
  });

  const second = await cards(page, "Received").first().innerText();
  await test.step("a key moves the next one on and keeps the focus on it", async () => {
    await cards(page, "Received").first().focus();
    await page.keyboard.press("Shift+ArrowRight");
    const moved = cards(page, "Reviewed").filter({ hasText: second });
    await expect(moved).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(cards(page, "Interview").first()).toBeFocused();
    await shot(page, "applicants-board");
  });

  await test.step("the résumé is drawn beside the notes, and is text at a press", async () => {
    await cards(page, "Reviewed").filter({ hasText: second }).click();
    await expect(page.getByText("Page 1 of 1")).toBeVisible();
    await expect
      .poll(() => page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.width))
      .toBeGreaterThan(301);
    await page.getByLabel("Private note").fill("Ask about sepsis");
    await page.getByRole("button", { name: "Keep the note" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Ask about sepsis" })).toBeVisible();
    await page.getByRole("button", { name: "4 of 5" }).click();
    await expect(page.getByRole("button", { name: "4 of 5" })).toHaveAttribute("aria-pressed", "true");
    await expectNoAxeViolations(page);
    await shot(page, "applicant-pages");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await expect(page.getByRole("region", { name: /as text/ })).toContainText(second);
  });

  await test.step("without script the words are there and a button moves", async () => {
    const plain = await openVisitor({ javaScriptEnabled: false });
    await signIn(plain, "recruiter@demo.example");
    await plain.goto(board);
    const there = plain.getByRole("listitem").filter({ has: plain.getByRole("link", { name: second, exact: true }) });
    await there.getByText("Move").click();
    await there.getByRole("button", { name: "Offer" }).click();
    await expect(plain.getByText("Moved to Offer")).toBeVisible();
    await cards(plain, "Offer").filter({ hasText: second }).click();
    await expect(plain.getByRole("region", { name: /as text/ })).toContainText(second);
    await plain.getByRole("link", { name: "Decline…" }).click();
    await expect(plain.getByLabel("Message")).toBeVisible();
  });

  await test.step("several are declined after a look at the mail", async () => {
    await page.goto(`${board}?view=list`);
    for (const name of [first, second]) await page.getByLabel(`Choose ${name}`).check();
    await page.getByRole("button", { name: "Decline…" }).click();
    await page.getByLabel("Message").fill("We chose somebody else.\nThank you.");
    await expect(page.getByRole("region", { name: "The mail" })).toContainText("We chose somebody else.");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Decline them" }).click();
    await expect(page.getByText("Declined 2 applicants, each told by mail.")).toBeVisible();
  });
});
