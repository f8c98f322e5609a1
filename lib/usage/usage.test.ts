import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { USAGE_KINDS, type UsageKind } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { readCurrentUsage } from "#lib/usage/current-usage.ts";
import { Days, readDailyUsage } from "#lib/usage/daily-usage.ts";
import { usageEventsCsv } from "#lib/usage/events-csv.ts";
import { importUsage } from "#lib/usage/import-events.ts";
import { listUsageEvents } from "#lib/usage/list-events.ts";
import { addMonths, endOfMonth, lastDayOf, monthOf, startOfMonth } from "#lib/usage/month.ts";
import { rebuildUsageMetrics } from "#lib/usage/rebuild-metrics.ts";
import { recordUsage } from "#lib/usage/record.ts";

afterAll(closePools);
const sql = () => pool("cai_system").sql;
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();

interface Event {
  key: string;
  kind: "file_processed" | "file_uploaded" | "api_call" | "storage_delta";
  quantity: number;
  occurred_at: string;
}
/** What the platform records as well. */
type Recorded = Omit<Event, "kind"> & { kind: UsageKind; detail?: Record<string, string> };
const event = (key: string, values: Partial<Event> = {}): Event => ({
  key,
  kind: "file_processed",
  quantity: 1,
  occurred_at: minutesAgo(10),
  ...values,
});

/** Records past the checks of an import's times. */
async function record(tenantId: string, events: Recorded[]): Promise<void> {
  const column = (pick: (e: Recorded) => string) => textArray(events.map(pick));
  await sql()`select from record_usage(${tenantId}, 'import', ${column((e) => e.key)}::text::text[], ${column((e) => e.kind)}::text::text[],
    ${column((e) => String(e.quantity))}::text::numeric[], ${column((e) => JSON.stringify(e.detail ?? {}))}::text::jsonb[], ${column((e) => e.occurred_at)}::text::timestamptz[])`;
}
const metrics = async (tenantId: string) =>
  (
    await sql()`select metric_date::text as day, files_uploaded::int, files_processed::int, api_calls::int, browser_calls::int, estimates::int, storage_used::float8,
        storage_delta::float8, storage_weighted::text, archive_used::float8, archive_delta::float8, archive_weighted::text, restored::float8, cost_estimated::text, carbon_calculated::text
      from usage_metrics where tenant_id = ${tenantId} order by 1`
  ).map((row) => ({ ...row }));

describe("importing usage", () => {
  it("counts a key once: again is a duplicate, another payload a conflict that is kept and answered 409", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const first = [event("a"), event("b", { quantity: 3 })];
    expect(await importUsage({ tenant: tenant.slug, events: first })).toEqual({
      accepted: 2,
      duplicates: 0,
      conflicts: 0,
    });
    expect(
      await importUsage({
        tenant: tenant.id,
        events: [...first, event("c", { occurred_at: first[0]?.occurred_at ?? "" })],
      }),
    ).toEqual({
      accepted: 1,
      duplicates: 2,
      conflicts: 0,
    });
    await expect(
      importUsage({ tenant: tenant.slug, events: [event("b", { quantity: 4 }), event("d")] }),
    ).rejects.toMatchObject({
      status: 409,
      code: "usage_key_conflict",
      extra: { accepted: 1, duplicates: 0, conflicts: 1, keys: ["b"] },
    });
    const kept =
      await sql()`select substr(key, 8) as key, quantity from usage_conflicts where tenant_id = ${tenant.id}`;
    expect(kept.map((row) => ({ ...row }))).toEqual([{ key: "b", quantity: "4" }]);
    expect((await metrics(tenant.id)).reduce((sum, day) => sum + day.files_processed, 0)).toBe(6);
  });

  it("keeps imported keys apart from the platform's, and knows those that were imported before", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    const key = `file_processed:${randomUUID()}`;
    const at = new Date(Date.now() - 60_000).toISOString();
    const one = event(key, { occurred_at: at });
    expect(await importUsage({ tenant: tenant.slug, events: [one] })).toMatchObject({ accepted: 1 });
    await withSystem((tx) =>
      recordUsage(tx, { tenantId: tenant.id, key, kind: "file_processed", quantity: "1" }),
    );
    expect(await importUsage({ tenant: tenant.slug, events: [one] })).toMatchObject({ duplicates: 1 });
    const ctx = await systemCtx(tenant.id);
    const { items } = await listUsageEvents(ctx, { limit: 10 });
    expect(items.map((item) => item.key)).toEqual([key, key]);
    // As imports were kept before.
    const past = event("past", { occurred_at: at });
    await record(tenant.id, [past]);
    expect(await importUsage({ tenant: tenant.slug, events: [past] })).toMatchObject({ duplicates: 1 });
  });

  it("tells the same of a key that stands twice in one batch", async () => {
    const tenant = await makeTenant();
    const one = event("twice");
    expect(await importUsage({ tenant: tenant.id, events: [one, one] })).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    await expect(
      importUsage({ tenant: tenant.id, events: [event("x"), { ...event("x"), quantity: 9 }] }),
    ).rejects.toMatchObject({ extra: { accepted: 1, conflicts: 1 } });
  });

  it("counts a key once also when it comes at once, with times in different months", async () => {
    const tenant = await makeTenant();
    const lastMonth = new Date(startOfMonth(monthOf(new Date())).getTime() - 1000).toISOString();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        importUsage({ tenant: tenant.id, events: [event("raced", i % 2 ? { occurred_at: lastMonth } : {})] }),
      ),
    );
    expect(tries.filter((t) => t.status === "fulfilled" && t.value.accepted === 1).length).toBe(1);
    const [row] = await sql()`select count(*)::int as n from usage_events where tenant_id = ${tenant.id}`;
    expect(row?.n).toBe(1);
  });

  it("moves storage and the month's calls, and refuses to release more than is there", async () => {
    const tenant = await makeTenant();
    await importUsage({
      tenant: tenant.id,
      events: [
        event("s", { kind: "storage_delta", quantity: 5000 }),
        event("k", { kind: "api_call", quantity: 40 }),
      ],
    });
    const current = await readCurrentUsage(await systemCtx(tenant.id));
    expect(current.usage.storage).toMatchObject({ used: 5000, limit: 10 * 2 ** 30 });
    expect(current.usage.api_calls).toMatchObject({ used: 40, limit: 10_000, percentage: 0.4 });
    const [counter] = await sql()`select taken::int from call_counters where tenant_id = ${tenant.id}`;
    expect(counter?.taken).toBe(40);
    await expect(
      importUsage({
        tenant: tenant.id,
        events: [event("t", { kind: "storage_delta", quantity: -5001 }), event("u")],
      }),
    ).rejects.toMatchObject({ code: "storage_below_zero" });
    expect(await importUsage({ tenant: tenant.id, events: [event("u")] })).toMatchObject({ accepted: 1 });
  });

  it("and an upload at the same time wait for one another, never in a circle", async () => {
    const tenant = await makeTenant();
    const stored = (key: string) =>
      importUsage({
        tenant: tenant.id,
        events: [event(key, { kind: "storage_delta", quantity: 5000 })],
      });
    const importing = await withSystem(async (tx) => {
      await tx.update(tenants).set({ storageUsed: 10 }).where(eq(tenants.id, tenant.id));
      const started = stored("meanwhile");
      await setTimeout(300);
      await recordUsage(tx, { tenantId: tenant.id, key: "upload", kind: "storage_delta", quantity: "10" });
      return [started];
    });
    expect(await Promise.all(importing)).toEqual([{ accepted: 1, duplicates: 0, conflicts: 0 }]);
    expect((await metrics(tenant.id)).map((day) => day.storage_used)).toEqual([5010]);
  });

  it.each(["file_processed", "api_call", "storage_delta"] as const)(
    "refuses more of %s than can be counted, and counts nothing then",
    async (kind) => {
      const tenant = await makeTenant();
      const events = Array.from({ length: 1100 }, (_, i) =>
        event(`much${i}`, { kind, quantity: Number.MAX_SAFE_INTEGER }),
      );
      await expect(importUsage({ tenant: tenant.id, events })).rejects.toMatchObject({
        code: "usage_too_large",
        status: 400,
      });
      expect(await metrics(tenant.id)).toEqual([]);
    },
  );

  it("refuses what is in the future, too old, or of nobody", async () => {
    const tenant = await makeTenant();
    const at = (occurred_at: string) =>
      importUsage({ tenant: tenant.id, events: [event("e", { occurred_at })] });
    await expect(at(minutesAgo(-60))).rejects.toMatchObject({ code: "usage_time_refused" });
    await expect(at("2020-01-01T00:00:00Z")).rejects.toMatchObject({ code: "usage_time_refused" });
    await expect(importUsage({ tenant: "nobody-here", events: [event("e")] })).rejects.toMatchObject({
      code: "tenant_not_found",
    });
  });
});

describe("daily metrics", () => {
  it("carry storage over quiet days, and a late event moves the days after it", async () => {
    const tenant = await makeTenant();
    const delta = (key: string, quantity: number, occurred_at: string) =>
      record(tenant.id, [event(key, { kind: "storage_delta", quantity, occurred_at })]);
    await delta("a", 1000, "2028-02-28T23:59:59.999Z");
    await delta("b", 500, "2028-02-29T00:00:00.000Z");
    await delta("c", -200, "2028-03-01T12:00:00.000Z");
    await delta("late", 7, "2028-02-28T00:00:00.000Z");
    const rows = await metrics(tenant.id);
    expect(rows.map((r) => [r.day, r.storage_used])).toEqual([
      ["2028-02-28", 1007],
      ["2028-02-29", 1507],
      ["2028-03-01", 1307],
    ]);
    // 1000 bytes for one millisecond, and 7 for the whole day.
    expect(Number(rows[0]?.storage_weighted)).toBe(1000 + 7 * 86_400_000);
    const { items } = await readDailyUsage(await systemCtx(tenant.id), {
      from: "2028-02-27",
      to: "2028-03-03",
    });
    expect(items.map((i) => [i.date, i.storage_used])).toEqual([
      ["2028-02-27", 0],
      ["2028-02-28", 1007],
      ["2028-02-29", 1507],
      ["2028-03-01", 1307],
      ["2028-03-02", 1307],
      ["2028-03-03", 1307],
    ]);
  });

  it("are days of UTC, through a change of the clocks and the year's end", async () => {
    const tenant = await makeTenant();
    await record(tenant.id, [
      event("1", { occurred_at: "2027-03-27T23:30:00-01:00" }),
      event("2", { occurred_at: "2027-03-28T03:30:00+02:00" }),
      event("3", { occurred_at: "2027-12-31T23:59:59.999Z" }),
      event("4", { occurred_at: "2028-01-01T00:00:00.000Z" }),
    ]);
    expect((await metrics(tenant.id)).map((r) => [r.day, r.files_processed])).toEqual([
      ["2027-03-28", 2],
      ["2027-12-31", 1],
      ["2028-01-01", 1],
    ]);
  });

  it("are the same in whatever order the events come, twice, and when rebuilt", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            kind: fc.constantFrom(...USAGE_KINDS),
            quantity: fc.integer({ min: 0, max: 10_000 }),
            minute: fc.integer({ min: 0, max: 60 * 24 * 100 }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        fc.infiniteStream(fc.nat()),
        async (things, noise) => {
          const events = things.map(
            ({ kind, quantity, minute }, i): Recorded => ({
              key: `e${i}`,
              kind,
              quantity,
              occurred_at: new Date(Date.UTC(2027, 11, 1) + minute * 60_000).toISOString(),
              detail: kind === "estimate" ? { cost: `${quantity}.25`, a1_a3_kg: `${minute}.125` } : {},
            }),
          );
          const shuffled = events
            .map((e) => ({ e, at: noise.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ e }) => e);
          const [inOrder, mixed] = [await makeTenant(), await makeTenant()];
          await record(inOrder.id, events);
          for (const e of [...shuffled, ...events]) await record(mixed.id, [e]);
          const expected = await metrics(inOrder.id);
          expect(await metrics(mixed.id)).toEqual(expected);
          await sql()`update usage_metrics set api_calls = 99, storage_used = 1, browser_calls = 7, estimates = 7, archive_used = 7, archive_delta = 7, archive_weighted = 7, restored = 7, cost_estimated = 7, carbon_calculated = 7
            where tenant_id = ${mixed.id}`;
          await sql()`insert into usage_metrics (tenant_id, metric_date, api_calls) values (${mixed.id}, '2031-01-01', 5)`;
          await rebuildUsageMetrics(mixed.id);
          expect(await metrics(mixed.id)).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe("the month so far", () => {
  it("averages what was stored: before the month, on its days, and today up to now", async () => {
    const tenant = await makeTenant();
    const delta = (key: string, gib: number, occurred_at: string) =>
      event(key, { kind: "storage_delta", quantity: gib * 2 ** 30, occurred_at });
    await record(tenant.id, [
      delta("before", 10, "2028-01-20T08:00:00Z"),
      delta("day", 40, "2028-02-05T12:00:00Z"),
      delta("released", -10, "2028-02-08T00:00:00Z"),
      delta("today", 8, "2028-02-11T06:00:00Z"),
      delta("later today", 1000, "2028-02-11T12:00:00Z"),
      delta("tomorrow", 1000, "2028-02-12T00:00:00Z"),
    ]);
    const ctx = await systemCtx(tenant.id);
    const average = async (now: string) =>
      (await readCurrentUsage(ctx, new Date(now))).usage.storage.average_gib;
    // Of ten and a half days 10 GiB all along, 40 for six, 10 less for three and a half, 8 for six hours.
    expect(await average("2028-02-11T12:00:00Z")).toBeCloseTo(10 + (40 * 6 - 10 * 3.5 + 8 * 0.25) / 10.5, 9);
    expect(await average("2028-02-11T00:00:00Z")).toBeCloseTo(10 + (40 * 5.5 - 10 * 3) / 10, 9);
    expect(await average("2028-02-01T00:00:00Z")).toBeCloseTo(10, 9);
  });
});

it.each([
  ["0000-01-01", "0000-12-31", "range_invalid"],
  [undefined, "0000-01-05", "range_invalid"],
  ["9999-12-01", "9999-12-31", "range_invalid"],
  ["2026-03-02", "2026-03-01", "range_invalid"],
  ["2016-01-01", "2026-01-01", "range_too_long"],
])("days from %s to %s are refused: %s", async (from, to, code) => {
  const ctx = await systemCtx((await makeTenant()).id);
  await expect(readDailyUsage(ctx, Days.parse({ from, to }))).rejects.toMatchObject({ code, status: 400 });
  await expect(usageEventsCsv(ctx, Days.parse({ from, to }))).rejects.toMatchObject({ code, status: 400 });
});

describe("the events behind the numbers", () => {
  it("page by page, each once", async () => {
    const tenant = await makeTenant();
    await record(
      tenant.id,
      Array.from({ length: 25 }, (_, i) => event(`n${i}`, { occurred_at: minutesAgo(100 + (i % 5)) })),
    );
    const ctx = await systemCtx(tenant.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listUsageEvents(ctx, { limit: 10, kind: "file_processed", cursor });
      seen.push(...page.items.map((item) => item.key));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    await expect(listUsageEvents(ctx, { limit: 10, cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      code: "cursor_invalid",
    });
  });
});

describe("months", () => {
  beforeAll(() => {
    process.env.TZ = "America/New_York";
  });
  it("are those of UTC wherever the server stands", () => {
    expect(monthOf(new Date("2028-03-01T00:00:00Z"))).toBe("2028-03-01");
    expect(monthOf(new Date("2028-02-29T23:59:59.999Z"))).toBe("2028-02-01");
    expect(lastDayOf("2028-02-01")).toBe("2028-02-29");
    expect(lastDayOf("2100-02-01")).toBe("2100-02-28");
    expect(addMonths("2027-12-01", 1)).toBe("2028-01-01");
    expect(addMonths("2028-01-01", -1)).toBe("2027-12-01");
    expect(endOfMonth("2027-12-01").toISOString()).toBe("2028-01-01T00:00:00.000Z");
  });
});
