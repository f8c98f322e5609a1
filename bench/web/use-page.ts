import type { Page } from "@playwright/test";

/**
 * Uses a page as somebody does, by real input: keys, the menu of the person, the palette, and of the page itself its first
 * field and its first switch or tab. Nothing of it changes anything on the server.
 */
export async function use(page: Page): Promise<void> {
  const settle = () => page.waitForTimeout(150);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Tab");
  await settle();

  const palette = page.locator("[aria-keyshortcuts]").first();
  if (await palette.isVisible()) {
    await palette.click();
    await settle();
    await page.keyboard.type("fil", { delay: 60 });
    await settle();
    await page.keyboard.press("Escape");
    await settle();
  }
  const menu = page.locator("header button[aria-haspopup=menu]:visible").last();
  if ((await menu.count()) > 0) {
    await menu.click();
    await settle();
    await page.keyboard.press("Escape");
    await settle();
  }
  const field = page.locator("main input:is([type=search], [type=text], [type=email]):visible").first();
  if ((await field.count()) > 0 && (await field.isEditable())) {
    await field.click();
    await page.keyboard.type("wall", { delay: 60 });
    await settle();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");
    await settle();
  }
  const choice = page.locator("main :is([role=tab], [role=radio], summary):visible");
  const many = Math.min(2, await choice.count());
  for (let i = 0; i < many; i += 1) {
    await choice.nth(many - 1 - i).click({ timeout: 2000 });
    await settle();
  }
  await page.waitForTimeout(400);
}
