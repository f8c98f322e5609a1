import { violations } from "./axe.ts";
import { at, expect, signIn, test } from "./fixtures.ts";

test("the check of a take-off says what is doubtful, and each count opens to its elements", async ({
  page,
  baseURL,
}) => {
  const origin = at(baseURL, "demo");
  await signIn(page, origin, "demo@example.com", "demo-password");
  const { id, findings } = await page.evaluate(async () => {
    const answer = async (path: string) => (await fetch(path)).json();
    const { items } = await answer("/api/files?status=completed");
    for (const { file_id, format } of items) {
      if (format !== "ifc") continue;
      const trust = await answer(`/api/files/${file_id}/trust`);
      if (trust.findings.some(({ elements }: { elements: number }) => elements > 0))
        return { id: file_id, findings: trust.findings };
    }
    throw new Error("No file of the demo has a finding");
  });
  await page.goto(`${origin}/files/${id}`);
  await page.getByRole("tab", { name: "Check" }).click();
  await expect(page.getByRole("heading", { name: "Can this take-off be trusted?" })).toBeVisible();
  await expect(page.getByText(/to look at in [\d,]+ elements|Nothing found/)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
  const [first] = findings.filter(({ elements }: { elements: number }) => elements > 0);
  await page
    .getByRole("button", { name: /^Show elements: Elements/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`finding=${first.finding}`));
  const listed = await page.evaluate(
    async ([file, finding]) =>
      (await (await fetch(`/api/files/${file}/elements?finding=${finding}&limit=1`)).json()).total,
    [id, first.finding],
  );
  expect(listed).toBe(first.elements);
  await expect(page.getByRole("button", { name: "Clear filters" })).toBeVisible();
});
