import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoices } from "#db/schema/invoices.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { makeScenario } from "#lib/billing/test/scenario.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type CsvFile, invoiceUsageCsv, usageEventsCsv } from "./events-csv.ts";

afterAll(closePools);

const rowsOf = async ({ body }: CsvFile): Promise<Record<string, string>[]> =>
  parse(await new Response(body).text(), { columns: true });

it("has each event of the days once, in order, over more than one page", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  await withSystem((tx) =>
    tx.execute(sql`insert into usage_events (tenant_id, key, kind, quantity, occurred_at)
      select ${ctx.tenant.id}, 'n' || n, 'api_call', 1, '2026-10-02T00:00:00Z'::timestamptz + (n / 3) * interval '1 s'
      from generate_series(1, 12001) n`),
  );
  const rows = await rowsOf(
    await usageEventsCsv(ctx, { kind: "api_call", from: "2026-10-01", to: "2026-10-02" }),
  );
  expect(new Set(rows.map((row) => row.key)).size).toBe(12_001);
  expect(rows).toHaveLength(12_001);
  const times = rows.map((row) => row.occurred_at ?? "");
  expect(times).toEqual([...times].sort());
});

it("takes both days, the kind asked for, and no formulas", async () => {
  const { id: tenantId } = await makeTenant();
  const other = await makeTenant();
  const ctx = await systemCtx(tenantId);
  const at = (
    tenant: string,
    key: string,
    time: string,
    kind: "api_call" | "file_processed" = "api_call",
  ) => ({
    tenantId: tenant,
    key,
    kind,
    quantity: "1",
    occurredAt: new Date(time),
    detail: { name: 'a "b", c' },
  });
  await withSystem((tx) =>
    tx
      .insert(usageEvents)
      .values([
        at(tenantId, "before", "2026-10-04T23:59:59.999Z"),
        at(tenantId, "=1+1", "2026-10-05T00:00:00.000Z"),
        at(tenantId, "last", "2026-10-06T23:59:59.999Z"),
        at(tenantId, "file", "2026-10-06T12:00:00.000Z", "file_processed"),
        at(tenantId, "after", "2026-10-07T00:00:00.000Z"),
        at(other.id, "foreign", "2026-10-06T00:00:00.000Z"),
      ]),
  );
  const rows = await rowsOf(
    await usageEventsCsv(ctx, { kind: "api_call", from: "2026-10-05", to: "2026-10-06" }),
  );
  expect(rows.map((row) => row.key)).toEqual(["'=1+1", "last"]);
  expect(rows[0]?.detail).toBe('{"name":"a \\"b\\", c"}');
});

it("an invoice's are what its lines count: the sum of the rows is the quantity that was rated", async () => {
  const id = await makeScenario({
    plans: [["2026-01-01", "pro"]],
    usage: [
      ["file_processed", 1001, "2026-10-01"],
      ["api_call", 5, "2026-10-31 23:59:59"],
      ["api_call", 7, "2026-11-01"],
      ["archive_delta", 11, "2026-10-02"],
      ["restore", 13, "2026-10-02"],
    ],
  });
  await invoiceBatch([id], { month: "2026-10-01", finalise: true, named: true });
  const [invoice] = await withSystem((tx) =>
    tx.select({ id: invoices.id }).from(invoices).where(sql`tenant_id = ${id}`),
  );
  const csv = await invoiceUsageCsv(await systemCtx(id), invoice?.id ?? "");
  expect(csv.filename).toMatch(/^usage-.+-0001\.csv$/);
  const rows = await rowsOf(csv);
  const sum = (kind: string) =>
    rows.filter((row) => row.kind === kind).reduce((total, row) => total + Number(row.quantity), 0);
  expect([sum("file_processed"), sum("api_call"), sum("archive_delta"), sum("restore")]).toEqual([
    1001, 5, 11, 13,
  ]);
});
