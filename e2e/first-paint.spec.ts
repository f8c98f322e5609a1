import { at, expect, signIn, test } from "./fixtures.ts";

test("a list has its rows in the HTML", async ({ page, baseURL }) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const { items } = await page.evaluate(async () => (await fetch("/api/files")).json());
  const answer = await page.goto(`${origin}/files`);
  const html = (await answer?.text()) ?? "";
  // What scripts hold is for the browser to write; this stands there before.
  expect(html.replace(/<script[\s\S]*?<\/script>/g, "")).toContain(items[0].filename);
  await expect(page.getByRole("link", { name: items[0].filename }).first()).toBeVisible();
});
