import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { createProject } from "./create-project.ts";
import { listProjects } from "./list-projects.ts";

afterAll(closePools);

it("projects are listed newest first, each name once, and only in their own organisation", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const other = await systemCtx((await makeTenant()).id);
  await createProject(ctx, { name: "Library" });
  await createProject(ctx, { name: "School" });
  await createProject(other, { name: "Library" });
  await expect(createProject(ctx, { name: "Library" })).rejects.toMatchObject({ code: "project_name_taken" });
  const page = await listProjects(ctx, { skip: 0, limit: 10 });
  expect(page).toMatchObject({
    total: 2,
    items: [
      { name: "School", files: 0 },
      { name: "Library", files: 0 },
    ],
  });
  const viewer: Ctx = { ...ctx, principal: { kind: "api_key", keyId: "k", role: "viewer" } };
  await expect(createProject(viewer, { name: "Town hall" })).rejects.toMatchObject({ status: 403 });
});
