import { spawn } from "node:child_process";
import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoiceRuns } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";
import { billingPeriod } from "./billing-period.ts";
import { generateInvoices } from "./generate-invoices.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { batchEnds, tenantsOfBatch } from "./invoice-run.ts";
import { invoicesOf } from "./test/invoices.ts";
import { gib, makeScenario } from "./test/scenario.ts";

const TENANTS = 23;
const ids: string[] = [];
beforeAll(async () => {
  for (let i = 0; i < TENANTS; i++) {
    ids.push(
      await makeScenario({
        plans: [["2023-01-01", "pro"]],
        usage: [["file_processed", 1000 + i, "2025-10-10"]],
      }),
    );
  }
  ids.sort();
});
afterAll(closePools);

const all = (period: string, finalize = true) => generateInvoices({ period, finalize });
const countOf = async (period: string) => {
  const [row] = await withSystem((tx) =>
    tx.execute<{ invoices: number; tenants: number; lines: number; events: number }>(sql`
      select count(*)::int as invoices, count(distinct tenant_id)::int as tenants,
        (select count(*)::int from invoice_lines l join invoices j on j.id = l.invoice_id where j.billing_period_start = ${`${period}-01`}::date) as lines,
        (select count(*)::int from outbox o join invoices j on o.data->>'invoice_id' = j.id::text where j.billing_period_start = ${`${period}-01`}::date) as events
      from invoices where billing_period_start = ${`${period}-01`}::date`),
  );
  return row;
};

const announcedFor = async (tenantId: string) => {
  const [row] = await withSystem((tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*)::int as n from outbox where name = 'invoice/finalised' and tenant_id = ${tenantId}`,
    ),
  );
  return row?.n;
};

describe("a run over a month", () => {
  it("gives each tenant one invoice and one event, however often it runs", async () => {
    expect(await all("2025-01")).toMatchObject({
      period: "2025-01",
      created: TENANTS,
      existing: 0,
      failed: 0,
      failures: [],
    });
    expect(await all("2025-01")).toMatchObject({ created: 0, existing: TENANTS, failed: 0 });
    expect(await countOf("2025-01")).toEqual({
      invoices: TENANTS,
      tenants: TENANTS,
      lines: 2 * TENANTS,
      events: TENANTS,
    });
  });

  it("keeps its progress and its end in a row", async () => {
    const { run_id } = await all("2025-01");
    const [run] = await withSystem((tx) => tx.select().from(invoiceRuns).where(eq(invoiceRuns.id, run_id)));
    expect(run).toMatchObject({
      period: "2025-01-01",
      status: "completed",
      tenants: TENANTS,
      created: 0,
      existing: TENANTS,
      failed: [],
    });
    expect(run?.finishedAt).toBeInstanceOf(Date);
  });

  it("gives each tenant one invoice when several run at once", async () => {
    const runs = await Promise.all([all("2025-02"), all("2025-02"), all("2025-02")]);
    expect(runs.reduce((sum, run) => sum + run.created, 0)).toBe(TENANTS);
    expect(runs.reduce((sum, run) => sum + run.existing, 0)).toBe(2 * TENANTS);
    expect(await countOf("2025-02")).toEqual({
      invoices: TENANTS,
      tenants: TENANTS,
      lines: 2 * TENANTS,
      events: TENANTS,
    });
  });

  it("goes on where one ended between two batches, and within one nothing is left behind", async () => {
    const ends = await batchEnds(10);
    expect(ends).toHaveLength(3);
    const [first = "", second = ""] = ends;
    await invoiceBatch(await tenantsOfBatch(null, first), { month: "2025-03-01", finalise: true });
    expect(await countOf("2025-03")).toMatchObject({ invoices: 10 });
    // The second batch dies after its invoices were written and before its end: a trigger stands for the crash.
    const inTheMiddle = ids[14] ?? "";
    await failing(inTheMiddle, FAULT, async () => {
      const { created, failed } = await invoiceBatch(await tenantsOfBatch(first, second), {
        month: "2025-03-01",
        finalise: true,
      });
      expect(created).toBe(9);
      expect(failed).toEqual([{ tenant: inTheMiddle, reason: "the power went" }]);
    });
    expect(await countOf("2025-03")).toMatchObject({ invoices: 19, events: 19 });
    expect(await all("2025-03")).toMatchObject({ created: 4, existing: 19, failed: 0 });
    expect(await countOf("2025-03")).toEqual({
      invoices: TENANTS,
      tenants: TENANTS,
      lines: 2 * TENANTS,
      events: TENANTS,
    });
  });

  it("killed in the middle of a batch leaves nothing behind, and the next run makes all", async () => {
    const slow = ids[11] ?? "";
    await failing(slow, "perform pg_sleep(30)", async (owner) => {
      const child = spawn(process.execPath, ["lib/billing/test/run-invoices.ts", "2024-12"], {
        stdio: "inherit",
      });
      const ended = once(child, "exit");
      while ((await sleeping(owner)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill("SIGKILL");
      expect(await ended).toEqual([null, "SIGKILL"]);
      // The server notices at the end of the statement; it is not waited for.
      await owner`select pg_terminate_backend(pid) from unnest(${await sleeping(owner)}::int[]) pid`;
    });
    expect(await countOf("2024-12")).toMatchObject({ invoices: 0, lines: 0, events: 0 });
    expect(await all("2024-12")).toMatchObject({ created: TENANTS, existing: 0, failed: 0 });
  }, 60_000);

  it("takes a draft away that nothing stands behind any more", async () => {
    const own = await makeScenario({ plans: [["2024-11-10", "pro"]] });
    const run = () => generateInvoices({ period: "2024-11", tenant: own, finalize: false });
    await run();
    expect(await invoicesOf(own)).toHaveLength(1);
    await withSystem((tx) => tx.execute(sql`delete from plan_changes where tenant_id = ${own}`));
    expect(await run()).toMatchObject({ created: 0, existing: 1 });
    expect(await invoicesOf(own)).toEqual([]);
  });

  it("leaves drafts when told, which a later run makes final", async () => {
    expect(await all("2025-04", false)).toMatchObject({ created: TENANTS, existing: 0 });
    expect(await countOf("2025-04")).toMatchObject({ invoices: TENANTS, events: 0 });
    expect(await all("2025-04", false)).toMatchObject({ created: 0, existing: TENANTS });
    expect(await countOf("2025-04")).toMatchObject({ invoices: TENANTS, lines: 2 * TENANTS, events: 0 });
    expect(await all("2025-04")).toMatchObject({ created: 0, existing: TENANTS });
    expect(await countOf("2025-04")).toMatchObject({
      invoices: TENANTS,
      lines: 2 * TENANTS,
      events: TENANTS,
    });
  });

  it("numbers each tenant's invoices without a gap, in the order they became final", async () => {
    const own = await makeScenario({ plans: [["2023-01-01", "pro"]] });
    for (const period of ["2025-06", "2025-05"])
      await generateInvoices({ period, tenant: own, finalize: true });
    await failing(own, FAULT, () => generateInvoices({ period: "2025-07", tenant: own, finalize: true }));
    await generateInvoices({ period: "2025-08", tenant: own, finalize: true });
    const prefix = own.slice(0, 8).toUpperCase();
    expect((await invoicesOf(own)).map((i) => [i.billing_period_start, i.number])).toEqual([
      ["2025-06-01", `${prefix}-0001`],
      ["2025-05-01", `${prefix}-0002`],
      ["2025-08-01", `${prefix}-0003`],
    ]);
  });

  it("reports a tenant whose plan has no price in its currency, and one whose amount is too large", async () => {
    const priceless = await makeScenario({ plans: [["2023-01-01", "pro"]], account: { currency: "CHF" } });
    const unknown = await makeScenario({ plans: [["2023-01-01", "pro"]], account: { currency: "XQX" } });
    const vast = await makeScenario({
      plans: [["2023-01-01", "pro"]],
      usage: [["file_processed", "900000000000000000", "2025-09-10"]],
    });
    const result = await all("2025-09");
    expect(result.failed).toBe(3);
    expect(result.created).toBeGreaterThanOrEqual(TENANTS);
    const reasonOf = (id: string) => result.failures.find((f) => f.tenant === id)?.reason;
    expect(reasonOf(priceless)).toBe(
      "A plan of the month has no prices in the account's currency: add a version.",
    );
    expect(reasonOf(unknown)).toContain("is not a currency");
    expect(reasonOf(vast)).toBe(
      "An amount is too large to be counted exactly: check the usage of the month.",
    );
    for (const id of [priceless, unknown, vast]) expect(await invoicesOf(id)).toEqual([]);
  });
});

describe("one tenant's invoice", () => {
  it("is made for the tenant by its id or its address, and for nobody else", async () => {
    const own = await makeScenario({ plans: [["2023-01-01", "pro"]] });
    const [row] = await withSystem((tx) =>
      tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, own)),
    );
    expect(await generateInvoices({ period: "2024-05", tenant: row?.slug, finalize: true })).toMatchObject({
      created: 1,
    });
    expect(
      await generateInvoices({ period: "2024-05", tenant: own.toUpperCase(), finalize: true }),
    ).toMatchObject({ created: 0, existing: 1 });
    expect(await countOf("2024-05")).toMatchObject({ invoices: 1 });
    await expect(generateInvoices({ tenant: "nobody-has-this", finalize: true })).rejects.toMatchObject({
      code: "tenant_not_found",
    });
  });

  it("on the free plan is one of 0.00, paid at once, with nothing to send", async () => {
    const own = await makeScenario({
      plans: [["2023-01-01", "free"]],
      usage: [["file_processed", 100, "2024-05-05"]],
    });
    await all("2024-05");
    await all("2024-05");
    expect(await invoicesOf(own)).toMatchObject([
      { status: "paid", number: expect.any(String), total_amount: { amount: "0.00" }, due_date: null },
    ]);
    expect(await announcedFor(own)).toBe(0);
  });

  it("of a closed organisation is made for the month it was closed in, and none after it", async () => {
    const own = await makeScenario({
      plans: [["2023-01-01", "pro"]],
      usage: [
        // So much that it is beyond what is included on average, even in the first seconds of a month.
        ["storage_delta", gib(50_000_000), "2024-05-05"],
        // Within what the professional plan includes, and beyond the free one that its deletion leaves.
        ["file_processed", 500, monthOf(new Date())],
      ],
    });
    const [row] = await withSystem((tx) =>
      tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, own)),
    );
    await deleteTenant({ slug: row?.slug ?? "", confirmed: true });
    const closedIn = monthOf(new Date());
    for (const month of [closedIn, addMonths(closedIn, 1), addMonths(closedIn, 2)])
      expect(await invoiceBatch([own], { month, finalise: true })).toMatchObject({
        created: month === closedIn ? 1 : 0,
        failed: [],
      });
    // Its bytes went with it.
    const [invoice, ...others] = await invoicesOf(own);
    expect(others).toEqual([]);
    expect(invoice?.line_items.map((l) => l.kind)).toEqual(["base", "base", "usage", "tax"]);
  });

  it("of a month before it came to us is by its first plan when it is named, and not in a run over all", async () => {
    const later = await makeScenario({ plans: [["2025-11-05", "pro"]] });
    await all("2024-06");
    expect(await invoicesOf(later)).toEqual([]);
    await generateInvoices({ period: "2024-06", tenant: later, finalize: true });
    expect(await invoicesOf(later)).toMatchObject([{ base_price: { amount: "99.00" } }]);
  });
});

describe("the period", () => {
  const now = new Date("2026-03-01T00:00:00Z");
  it("is the month before, in UTC, when none is named", () => {
    expect(billingPeriod(undefined, now)).toBe("2026-02-01");
    expect(billingPeriod(undefined, new Date("2026-02-28T23:59:59.999Z"))).toBe("2026-01-01");
    expect(billingPeriod(undefined, new Date("2026-01-01T00:00:00Z"))).toBe("2025-12-01");
  });

  it("must be over and be a month", () => {
    expect(billingPeriod("2026-02", now)).toBe("2026-02-01");
    expect(() => billingPeriod("2026-02", new Date("2026-02-28T23:59:59.999Z"))).toThrow(
      expect.objectContaining({ code: "period_not_over", status: 409 }),
    );
    for (const bad of ["2026-13", "2026-2", "2026-02-01", "february", "1970-01", ""]) {
      expect(() => billingPeriod(bad, now), bad).toThrow(
        expect.objectContaining({ code: "period_invalid", status: 400 }),
      );
    }
  });
});

const sleeping = async (owner: postgres.Sql) =>
  (
    await owner<{ pid: number }[]>`
      select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
  ).map((row) => row.pid);

const FAULT = "raise exception 'the power went'";

/** Runs `work` while writing this tenant's timeline, which comes last in the transaction, meets a fault. */
async function failing(
  tenantId: string,
  fault: string,
  work: (owner: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const owner = postgres(ownDatabaseUrl, { max: 1, onnotice: () => {} });
  try {
    await owner.unsafe(`create function break_down() returns trigger language plpgsql as $$ begin
      if new.tenant_id = '${tenantId}' then ${fault}; end if; return new; end $$;
      create trigger break_down before insert on invoice_events for each row execute function break_down()`);
    await work(owner);
  } finally {
    await owner.unsafe(
      "drop trigger if exists break_down on invoice_events; drop function if exists break_down()",
    );
    await owner.end();
  }
}
