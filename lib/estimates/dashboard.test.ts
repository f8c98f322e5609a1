import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { readDashboard } from "./dashboard.ts";
import { BUILDING, estimateFile, modelledFile } from "./test/modelled-file.ts";

afterAll(closePools);

const NOW = new Date("2026-03-15T12:00:00Z");

it("an organisation that is new has zeros and 30 days of them", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const seen = await readDashboard(ctx, NOW);
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

it("counts by UTC day and month, and walks storage back from what is stored now", async () => {
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
        event("f", "file_uploaded", "1", "2026-03-14T00:00:00.000Z"),
      ]),
  );
  const seen = await readDashboard(ctx, NOW);
  expect(seen.api_usage).toBe(9);
  const [before, yesterday, today] = seen.trends.slice(-3);
  // 1000 bytes are stored now.
  expect([before?.storage_used, yesterday?.storage_used, today?.storage_used]).toEqual([700, 600, 1000]);
  expect([yesterday?.files_uploaded, today?.files_uploaded, today?.api_calls]).toEqual([1, 0, 2]);
  expect(seen.trends.find((day) => day.date === "2026-02-28")?.api_calls).toBe(5);
  expect(seen.files_by_status).toEqual({ completed: 1 });
  expect(seen.latest_files.map((file) => file.file_id)).toEqual([run.fileId]);
});
