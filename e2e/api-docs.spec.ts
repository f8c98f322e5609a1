import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { uploadInParts } from "../lib/api-client/examples/upload-in-parts.ts";
import { waitForAnalysis } from "../lib/api-client/examples/wait-for-analysis.ts";
import { apiClient } from "../lib/api-client/index.ts";
import { apiReference } from "../lib/http/reference/read.ts";
import { at, expect, expectAccessible, expectFitsPhone, root, signUp, test, uniqueSlug } from "./fixtures.ts";

/** What a developer does who connects a program: reads the reference, tries a request, uploads a model by the client. */
test("the API is read about, tried out, and used by the typed client", async ({ page, baseURL }) => {
  // The page has every operation of the API: axe alone takes its time over it.
  test.slow();
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

test("every curl of the reference runs as it stands, and the examples' flow goes through", async ({
  page,
  baseURL,
}) => {
  const slug = uniqueSlug("curl");
  await signUp(page, baseURL, slug);
  const key = await page.evaluate(async () => {
    const response = await fetch("/api/api-keys", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "curl", role: "admin" }),
    });
    return (await response.json()).api_key as string;
  });
  const folder = await mkdtemp(path.join(tmpdir(), "curl-"));
  await copyFile("public/samples/sample-building.ifc", path.join(folder, "house.ifc"));
  const env = { ...process.env, BASE: at(baseURL, slug), KEY: key };
  const bash = async (script: string, more: Record<string, string> = {}) => {
    const options = { cwd: folder, env: { ...env, ...more }, maxBuffer: 2 ** 26 };
    return (await promisify(execFile)("bash", ["-c", script], options)).stdout;
  };

  await test.step("the flow of the examples", async () => {
    const text = await readFile("lib/api-client/examples/main-flow.sh", "utf8");
    const [, ...blocks] = text.split(/\n\n/);
    const [upload = "", ...others] = blocks;
    const { file_id } = JSON.parse(await bash(`curl() { command curl -s "$@"; }\n${upload}`));
    await waitForAnalysis(apiClient({ baseUrl: root(baseURL), apiKey: key, organisation: slug }), file_id);
    for (const block of others) await bash(`set -e\n${block}`, { FILE_ID: file_id });
  });

  await test.step("and each operation's own", async () => {
    const operations = (await apiReference()).flatMap(({ operations }) => operations);
    const called = operations.filter(
      // A key of the organisation is no operator's, and its address has to stay for the others.
      ({ forOperators, method, path }) => !forOperators && `${method} ${path}` !== "PUT /api/tenant/slug",
    );
    expect(called.length).toBeGreaterThan(80);
    const ids = [
      ...new Set(called.flatMap(({ curl }) => [...curl.matchAll(/\$([A-Z]+)/g)].map(([, n = ""]) => n))),
    ];
    const values = Object.fromEntries(
      ids.filter((name) => name !== "BASE" && name !== "KEY").map((name) => [name, crypto.randomUUID()]),
    );
    const script = called
      .map(({ curl, method, path }) =>
        curl.replace(/^curl /, `curl -sS --max-time 20 -w '\\n@@ %{http_code} ${method} ${path}\\n' `),
      )
      .join("\n");
    // Not every machine has it.
    const uuidgen = "uuidgen() { cat /proc/sys/kernel/random/uuid; }";
    const answers = [
      ...(await bash(`${uuidgen}\n${script}`, values)).matchAll(/(.*)\n@@ (\d+) (\S+ \S+)\n/g),
    ];
    expect(answers).toHaveLength(called.length);
    // Ids are made up, so many a thing is not there; but nothing is misspelt, fails, or is no JSON.
    const wrong = answers.filter(
      ([, body = "", status = ""]) =>
        Number(status) >= 500 ||
        ["405", "000"].includes(status) ||
        /"code":"(invalid_json|unauthenticated|unsupported_media_type)"/.test(body) ||
        (status === "404" && !body.includes('"code":')),
    );
    expect(wrong.map(([, body, status, what]) => `${what}: ${status} ${body}`)).toEqual([]);
    expect(answers.filter(([, , status]) => status?.startsWith("2")).length).toBeGreaterThan(25);
  });
  await rm(folder, { recursive: true });
});
