import { readFile } from "node:fs/promises";
import { uploadInParts } from "../lib/api-client/examples/upload-in-parts.ts";
import { waitForAnalysis } from "../lib/api-client/examples/wait-for-analysis.ts";
import { apiClient } from "../lib/api-client/index.ts";
import { expect, expectAccessible, expectFitsPhone, root, signUp, test, uniqueSlug } from "./fixtures.ts";

/** What a developer does who connects a program: reads the reference, tries a request, uploads a model by the client. */
test("the API is read about, tried out, and used by the typed client", async ({ page, baseURL }) => {
  const slug = uniqueSlug("dev");
  await test.step("anybody reads it at the platform's address", async () => {
    await page.goto(`${root(baseURL)}/docs/api`);
    await expect(page.getByRole("heading", { name: "API reference" })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole("link", { name: "files", exact: true }).click();
    await expect(page.getByText("Start a resumable upload").first()).toBeVisible();
    await expect(page.getByText("Open this page at your organisation's own address")).toBeVisible();
    await expect(page.getByText("Try it: List files, newest first")).toHaveCount(0);
  });

  await signUp(page, baseURL, slug);
  await test.step("a member tries a request, as herself", async () => {
    await page.goto(`${new URL(page.url()).origin}/docs/api/files`);
    await page.getByText("Try it: List files, newest first").click();
    const operation = page.getByRole("region", { name: "GET /api/files", exact: true });
    await operation.getByLabel("limit").fill("5");
    await operation.getByRole("button", { name: "Send GET" }).click();
    await expect(operation.getByText(/^200/)).toBeVisible();
    await expect(operation.getByRole("region", { name: "Answer", exact: true })).toContainText('"total": 0');
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("and one by a key of hers, that makes something", async () => {
    const key = await page.evaluate(async () => {
      const response = await fetch("/api/api-keys", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "program", role: "editor" }),
      });
      return (await response.json()).api_key as string;
    });
    await page.goto(`${new URL(page.url()).origin}/docs/api/projects`);
    await page.getByLabel("API key for trying out").fill(key);
    await page.getByText("Try it: Create a project").click();
    const operation = page.getByRole("region", { name: "POST /api/projects", exact: true });
    await operation.getByLabel("Body").fill('{"name": "By the reference"}');
    await operation.getByRole("button", { name: "Send POST" }).click();
    await expect(operation.getByText(/^201/)).toBeVisible();

    const client = apiClient({ baseUrl: root(baseURL), apiKey: key, organisation: slug });
    const { data } = await client.GET("/api/projects");
    expect(data?.items.map(({ name }) => name)).toEqual(["By the reference"]);
    const model = new Blob([await readFile("public/samples/sample-building.ifc")]);
    const fileId = await uploadInParts(client, "sample-building.ifc", model);
    const analysis = await waitForAnalysis(client, fileId);
    expect(analysis.elements?.total).toBeGreaterThan(0);
    const estimates = await client.GET("/api/cost-estimates");
    expect(estimates.data?.items.map(({ file_id }) => file_id)).toEqual([fileId]);
  });
});
