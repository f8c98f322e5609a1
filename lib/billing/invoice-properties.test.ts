import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { decimal, sum } from "#lib/catalogue/decimal.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { invoicesOf } from "./test/invoices.ts";
import { makeScenario, type Scenario } from "./test/scenario.ts";

afterAll(closePools);

const PLAN = fc.constantFrom("free" as const, "pro" as const, "enterprise" as const);
/** A millisecond of the days around September 2025. */
const MOMENT = fc
  .integer({ min: Date.UTC(2025, 7, 25), max: Date.UTC(2025, 9, 5) })
  .map((ms) => new Date(ms));
const EVENT = fc.oneof(
  fc.record({ kind: fc.constant("file_processed"), quantity: fc.integer({ min: 1, max: 3000 }), at: MOMENT }),
  fc.record({ kind: fc.constant("api_call"), quantity: fc.integer({ min: 1, max: 300_000 }), at: MOMENT }),
  fc.record({
    kind: fc.constantFrom("storage_delta", "archive_delta"),
    quantity: fc.integer({ min: -(2 ** 38), max: 2 ** 41 }),
    at: MOMENT,
  }),
  fc.record({ kind: fc.constant("restore"), quantity: fc.integer({ min: 1, max: 2 ** 38 }), at: MOMENT }),
);
type Event = { kind: string; quantity: number; at: Date };

const HISTORY = fc.record({
  plan: PLAN,
  change: fc.option(
    fc.record({ plan: PLAN, at: fc.integer({ min: Date.UTC(2025, 8, 1), max: Date.UTC(2025, 9, 1) }) }),
  ),
  taxRate: fc.integer({ min: 0, max: 4000 }).map((n) => String(n / 10_000)),
  percent: fc.option(fc.integer({ min: 1, max: 1000 }).map((n) => String(n / 1000))),
  minor: fc.option(fc.integer({ min: 1, max: 50_000 })),
  events: fc.array(EVENT, { minLength: 1, maxLength: 40 }),
});

describe("for any usage", () => {
  it("lines add up to the sums and the total, and nothing is below zero", async () => {
    await fc.assert(
      fc.asyncProperty(HISTORY, async (history) => {
        const tenant = await makeScenario(scenarioOf(history));
        await record(tenant, keyed(history.events));
        await invoiceBatch([tenant], { month: "2025-09-01", finalise: true });
        for (const invoice of await invoicesOf(tenant)) {
          const of = (...kinds: string[]) =>
            sum(
              invoice.line_items
                .filter((l) => kinds.length === 0 || kinds.includes(l.kind))
                .map((l) => decimal(l.amount.amount)),
            );
          expect(of().toFixed(2)).toBe(invoice.total_amount.amount);
          expect(of("base").toFixed(2)).toBe(invoice.base_price.amount);
          expect(of("usage", "adjustment").toFixed(2)).toBe(invoice.usage_charges.amount);
          expect(
            of("discount")
              .negated()
              .toFixed(2)
              .replace(/^-0\.00$/, "0.00"),
          ).toBe(invoice.discount.amount);
          expect(of("base", "usage", "adjustment", "discount").toFixed(2)).toBe(invoice.subtotal.amount);
          expect(of("tax").toFixed(2)).toBe(invoice.tax_amount.amount);
          expect(Number(invoice.subtotal.amount)).toBeGreaterThanOrEqual(0);
          expect(
            decimal(invoice.subtotal.amount)
              .times(history.taxRate)
              .minus(invoice.tax_amount.amount)
              .abs()
              .lte("0.005"),
          ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("replayed in any order, in any batches, twice: the same metrics and the same invoices", async () => {
    const replay = HISTORY.chain((history) =>
      fc.record({
        history: fc.constant(history),
        order: fc.shuffledSubarray(keyed(history.events), { minLength: history.events.length }),
        batch: fc.integer({ min: 1, max: 10 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(replay, async ({ history, order, batch }) => {
        const [straight, shuffled] = [
          await makeScenario(scenarioOf(history)),
          await makeScenario(scenarioOf(history)),
        ];
        await record(straight, keyed(history.events));
        const twice = [...order, ...order.toReversed()];
        for (let i = 0; i < twice.length; i += batch) await record(shuffled, twice.slice(i, i + batch));
        expect(await metricsOf(shuffled)).toEqual(await metricsOf(straight));
        await invoiceBatch([straight, shuffled], { month: "2025-09-01", finalise: true });
        const [a, b] = [await invoicesOf(straight), await invoicesOf(shuffled)];
        expect(b.map((i) => i.line_items)).toEqual(a.map((i) => i.line_items));
        expect(b.map((i) => i.total_amount)).toEqual(a.map((i) => i.total_amount));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

function scenarioOf(history: {
  plan: Scenario["plans"][number][1];
  change: { plan: Scenario["plans"][number][1]; at: number } | null;
  taxRate: string;
  percent: string | null;
  minor: number | null;
}): Scenario {
  const text = (ms: number) => new Date(ms).toISOString().replace("T", " ").replace("Z", "");
  return {
    plans: [
      ["2024-01-01", history.plan],
      ...(history.change
        ? [[text(history.change.at), history.change.plan] as [string, typeof history.plan]]
        : []),
    ],
    account: { taxRate: history.taxRate },
    discounts: [
      ...(history.percent ? [{ percent: history.percent, first: "2025-09" }] : []),
      ...(history.minor ? [{ minor: history.minor, first: "2025-09" }] : []),
    ],
  };
}

const keyed = (events: Event[]) => events.map((event, i) => ({ ...event, key: `event:${i}` }));

async function record(tenantId: string, events: ReturnType<typeof keyed>): Promise<void> {
  const column = (value: (event: ReturnType<typeof keyed>[number]) => string) => textArray(events.map(value));
  await withSystem((tx) =>
    tx.execute(sql`select from record_usage(${tenantId}::uuid, 'platform', ${column((e) => e.key)}::text::text[],
      ${column((e) => e.kind)}::text::text[], ${column((e) => String(e.quantity))}::text::numeric[],
      ${column(() => "{}")}::text::jsonb[], ${column((e) => e.at.toISOString())}::text::timestamptz[])`),
  );
}

const metricsOf = async (tenantId: string) => [
  ...(await withSystem((tx) =>
    tx.execute(sql`select metric_date, files_processed, api_calls, storage_used, storage_delta, storage_weighted::numeric(60, 6), archive_used,
      archive_delta, archive_weighted::numeric(60, 6), restored
      from usage_metrics where tenant_id = ${tenantId} order by metric_date`),
  )),
];
