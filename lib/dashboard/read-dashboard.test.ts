import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { confirmFloorArea, resetFloorArea } from "#lib/estimates/confirm-floor-area.ts";
import type { NEEDS } from "#lib/estimates/needs.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { ListFiles, listFiles } from "#lib/files/list-files.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { readDashboard } from "./read-dashboard.ts";

afterAll(closePools);

const NOW = new Date("2026-03-15T12:00:00Z");

it("an organisation that is new has zeros and 30 days of them", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const seen = await readDashboard(ctx, {}, NOW);
  expect(seen).toMatchObject({
    total_files: 0,
    total_estimates: 0,
    storage_used: 0,
    api_usage: 0,
    subscription_tier: "free",
    latest_files: [],
  });
  expect(seen.storage_quota).toBeGreaterThan(0);
  expect(seen.trends.map((day) => day.date).filter((_, i) => i === 0 || i === 29)).toEqual([
    "2026-02-14",
    "2026-03-15",
  ]);
  expect(seen.trends).toHaveLength(30);
});

it("counts by UTC day and month, and carries storage from day to day", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const tenantId = ctx.tenant.id;
  const run = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, run);
  const event = (
    key: string,
    kind: "api_call" | "storage_delta" | "file_uploaded",
    quantity: string,
    occurredAt: string,
  ) => ({ tenantId, key, kind, quantity, occurredAt: new Date(occurredAt) });
  await withSystem((tx) =>
    tx
      .insert(usageEvents)
      .values([
        event("a", "api_call", "5", "2026-02-28T23:59:59.999Z"),
        event("b", "api_call", "7", "2026-03-01T00:00:00.000Z"),
        event("c", "api_call", "2", "2026-03-15T11:00:00.000Z"),
        event("d", "storage_delta", "400", "2026-03-15T01:00:00.000Z"),
        event("e", "storage_delta", "-100", "2026-03-14T23:59:59.999Z"),
        event("g", "storage_delta", "700", "2026-01-10T00:00:00.000Z"),
        event("f", "file_uploaded", "1", "2026-03-14T00:00:00.000Z"),
      ]),
  );
  const seen = await readDashboard(ctx, {}, NOW);
  expect(seen.api_usage).toBe(9);
  const [before, yesterday, today] = seen.trends.slice(-3);
  expect([before?.storage_used, yesterday?.storage_used, today?.storage_used]).toEqual([700, 600, 1000]);
  expect([yesterday?.files_uploaded, today?.files_uploaded, today?.api_calls]).toEqual([1, 0, 2]);
  expect(seen.trends.find((day) => day.date === "2026-02-28")?.api_calls).toBe(5);
  expect(seen.files_by_status).toEqual({ completed: 1 });
  expect(seen.latest_files.map((file) => file.file_id)).toEqual([run.fileId]);
});

it("counts the files that wait for a person, and the list shows exactly those", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const tenantId = ctx.tenant.id;
  const list = async (needs: (typeof NEEDS)[number]) =>
    listFiles(ctx, ListFiles.parse({ needs })).then(({ items, total }) => ({
      total,
      ids: items.map((file) => file.file_id).sort(),
    }));
  const first = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, first);
  const second = await modelledFile(ctx, BUILDING.slice(3, 4));
  await estimateFile(ctx, second);
  await withSystem((tx) =>
    tx.insert(files).values({
      tenantId,
      filename: "broken.ifc",
      format: "ifc",
      size: 1,
      status: "failed",
      storageKey: `broken-${tenantId}`,
    }),
  );
  expect((await readDashboard(ctx, {}, NOW)).needs).toMatchObject({
    failed: 1,
    unknown_materials: 1,
    floor_area: 2,
  });
  expect(await list("unknown_materials")).toEqual({ total: 1, ids: [first.fileId] });
  expect(await list("floor_area")).toEqual({ total: 2, ids: [first.fileId, second.fileId].sort() });
  await confirmFloorArea(ctx, first.fileId, { floor_area_m2: 120, reason: "As on the plans" });
  expect((await readDashboard(ctx, {}, NOW)).needs.floor_area).toBe(1);
  expect(await list("floor_area")).toEqual({ total: 1, ids: [second.fileId] });
  await resetFloorArea(ctx, first.fileId);
  expect((await readDashboard(ctx, {}, NOW)).needs.floor_area).toBe(2);
});

it("a project's files are listed alone, page by page", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const { id: project_id } = await createProject(ctx, { name: "Library" });
  const inside = [await modelledFile(ctx, BUILDING), await modelledFile(ctx, BUILDING)];
  await modelledFile(ctx, BUILDING);
  for (const { fileId } of inside)
    await withSystem((tx) => tx.update(files).set({ projectId: project_id }).where(eq(files.id, fileId)));
  const page = await listFiles(ctx, ListFiles.parse({ project_id, limit: 1 }));
  expect(page.total).toBe(2);
  const query = Object.fromEntries(new URL(page.next ?? "", "http://t").searchParams);
  expect(query).toMatchObject({ project_id });
  const rest = await listFiles(ctx, ListFiles.parse(query));
  expect([...page.items, ...rest.items].map((file) => file.file_id).sort()).toEqual(
    inside.map(({ fileId }) => fileId).sort(),
  );
  expect(rest.next).toBeNull();
});
