import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { generatedVerbs } from "../../scripts/generate-verbs.ts";
import { verbOf } from "./verb-of.ts";

it("the verbs are those of the sources; else: npm run generate:routes", async () => {
  expect(await readFile("lib/http/verbs.generated.ts", "utf8")).toBe(await generatedVerbs());
});

it("a route and an action are named by the verb that they call, others by what they are", () => {
  expect(verbOf("GET /api/files")).toBe("list-files");
  expect(verbOf("POST /api/files/[id]/complete")).toBe("complete-upload");
  expect(verbOf("ACTION Create an API key; its secret is shown once")).toBe("create-api-key");
  expect(verbOf("GET /api/health/live")).toBe("handle");
});
