import type { Page } from "@playwright/test";
import { at, expect, signUp, test, uniqueSlug } from "./fixtures.ts";

test("Escape closes what was opened last, and messages only when nothing else is open", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("layers");
  await signUp(page, baseURL, slug);
  const id = await made(page, "/api/projects", { name: "Harbour school" });
  const message = page
    .getByRole("region", { name: /^Notifications/, includeHidden: true })
    .getByRole("listitem", {
      includeHidden: true,
    });

  await test.step("a message that comes while a dialog is open", async () => {
    await page.goto(`${at(baseURL, slug)}/projects/${id}`);
    let answer = () => {};
    await page.route(`**/api/projects/${id}`, async (route) => {
      if (route.request().method() === "PATCH") await new Promise<void>((resolve) => (answer = resolve));
      await route.fallback();
    });
    await page.getByRole("switch", { name: "Keep in hot storage" }).click();
    const change = page.getByRole("button", { name: "Edit", exact: true });
    await change.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator(":focus")).toHaveCount(1);
    answer();
    await expect(message).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(change).toBeFocused();
    await expect(message).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(message).toHaveCount(0);
    await expect(change).toBeFocused();
  });

  await test.step("a dialog over a dialog", async () => {
    const estimate = await made(page, "/api/cost-estimates", {
      description: "Pavilion",
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      materials: { "Ready-mix concrete C30/37": { quantity: 120, unit: "m3" } },
    });
    await made(page, `/api/cost-estimates/${estimate}/shares`, { days: 7 });
    await page.goto(`${at(baseURL, slug)}/estimates/${estimate}`);
    const share = page.getByRole("button", { name: "Share", exact: true });
    await share.press("Enter");
    const dialog = page.getByRole("dialog");
    const revoke = dialog.getByRole("button", { name: /^Revoke/ });
    await revoke.press("Enter");
    const question = page.getByRole("alertdialog");
    await expect(question.locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(revoke).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(share).toBeFocused();

    // What asked for a dialog may be gone when it closes: the focus is near it then, not nowhere.
    await share.press("Enter");
    await revoke.press("Enter");
    await question.getByRole("button", { name: "Revoke" }).press("Enter");
    await expect(question).toHaveCount(0);
    await expect(dialog).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(share).toBeFocused();
  });

  await test.step("a drawer", async () => {
    await page.goto(`${at(baseURL, slug)}/settings/audit-log`);
    const entry = page.getByRole("table").getByRole("button").first();
    await entry.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(entry).toBeFocused();
  });
});

async function made(page: Page, route: string, body: unknown): Promise<string> {
  return page.evaluate(
    async ([route, body]) => {
      const answer = await fetch(route, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${route}: ${await answer.text()}`);
      return (await answer.json()).id;
    },
    [route, body] as const,
  );
}
