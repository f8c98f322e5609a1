import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { generatedPatterns } from "../../scripts/generate-routes.ts";
import { apiPattern, pagePattern } from "./route-pattern.ts";

describe("the pattern of a path", () => {
  it.each([
    ["/api/files", "/api/files"],
    ["/api/files/upload", "/api/files/upload"],
    ["/api/files/0190c8a2-1111-7000-8000-000000000000", "/api/files/[id]"],
    ["/api/files/x/process/", "/api/files/[id]/process"],
    ["/api/admin/features/uploads/overrides/acme", "/api/admin/features/[name]/overrides/[slug]"],
    ["/api/no-such-thing/../../etc", "other"],
  ])("of the API: %s is %s", (path, pattern) => {
    expect(apiPattern(path)).toBe(pattern);
  });

  it.each([
    ["/", "/"],
    ["/files/0190c8a2-1111-7000-8000-000000000000", "/files/[id]"],
    ["/a/b/c/d/e", "other"],
  ])("of a page: %s is %s", (path, pattern) => {
    expect(pagePattern(path)).toBe(pattern);
  });

  it("comes from the list that the files give", async () => {
    expect(await readFile("lib/http/patterns.generated.ts", "utf8")).toBe(await generatedPatterns());
  });
});
