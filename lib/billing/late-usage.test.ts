import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { creditInvoice } from "./credit-invoice.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { closeInvoice } from "./payments/close-invoice.ts";
import { files as octobersFiles } from "./test/invoice-case.ts";
import { invoicesOf } from "./test/invoices.ts";
import { gib, makeScenario, recordAll, type Scenario, type Usage } from "./test/scenario.ts";

afterAll(closePools);

const PRO: Scenario["plans"] = [["2023-01-01", "pro"]];
const bill = async (tenantId: string, period: string, finalise = true) => {
  const result = await invoiceBatch([tenantId], { month: `${period}-01`, finalise });
  expect(result.failed).toEqual([]);
  return result;
};
const files = (n: number, at = "2025-07-03") => octobersFiles(n, at);
/** Kind, month of the usage where it is an earlier one, amount. */
const linesOf = async (tenantId: string, period: string) => {
  const invoice = (await invoicesOf(tenantId)).find((i) => i.billing_period_start === `${period}-01`);
  return invoice?.line_items.map((l) =>
    [
      l.kind,
      l.kind === "adjustment" ? (l.usage_period?.slice(0, 7) ?? "carried") : (l.metric ?? ""),
      l.amount.amount,
    ].join(" "),
  );
};

describe("usage that arrives after its month's invoice", () => {
  it("is an adjustment on the next invoice, once", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["file_processed", 1000, "2025-07-02"]] });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [["file_processed", 2, "2025-07-30"]]);
    await bill(tenant, "2025-08");
    await bill(tenant, "2025-09");
    expect(await linesOf(tenant, "2025-07")).toEqual(["base  99.00", "tax  9.90"]);
    expect(await linesOf(tenant, "2025-08")).toEqual([
      "base  99.00",
      "adjustment 2025-07 1.00",
      "tax  10.00",
    ]);
    expect(await linesOf(tenant, "2025-09")).toEqual(["base  99.00", "tax  9.90"]);
  });

  it("adds to an adjustment of the month that was billed before", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["file_processed", 1001, "2025-07-02"]] });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [["file_processed", 2, "2025-07-30"]]);
    await bill(tenant, "2025-08");
    await recordAll(tenant, [
      ["file_processed", 3, "2025-07-31"],
      ["file_processed", 1004, "2025-08-02"],
    ]);
    await bill(tenant, "2025-09");
    expect(await linesOf(tenant, "2025-08")).toEqual([
      "base  99.00",
      "adjustment 2025-07 1.00",
      "tax  10.00",
    ]);
    // 1.50 of July, 2.00 of August.
    expect(await linesOf(tenant, "2025-09")).toEqual([
      "base  99.00",
      "adjustment 2025-07 1.50",
      "adjustment 2025-08 2.00",
      "tax  10.25",
    ]);
  });

  it("of storage moves every month after it, also those without an event of their own", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["storage_delta", gib(100), "2025-06-10"]] });
    await bill(tenant, "2025-07");
    await bill(tenant, "2025-08");
    await recordAll(tenant, [["storage_delta", gib(1), "2025-06-20"]]);
    await bill(tenant, "2025-09");
    expect(await linesOf(tenant, "2025-09")).toEqual([
      "base  99.00",
      "usage storage 10.00",
      "adjustment 2025-07 10.00",
      "adjustment 2025-08 10.00",
      "tax  12.90",
    ]);
  });

  it("of archive and restores is corrected like any other", async () => {
    const tenant = await makeScenario({
      plans: PRO,
      usage: [
        ["archive_delta", gib(1124), "2025-06-10"],
        ["restore", gib(10), "2025-07-10"],
      ],
    });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [
      ["archive_delta", -gib(50), "2025-06-20"],
      ["restore", gib(5), "2025-07-31 23:59:59.999"],
    ]);
    await bill(tenant, "2025-08");
    expect(await linesOf(tenant, "2025-07")).toEqual([
      "base  99.00",
      "usage archive 1.00",
      "usage restores 0.20",
      "tax  10.02",
    ]);
    expect(await linesOf(tenant, "2025-08")).toEqual([
      "base  99.00",
      "usage archive 0.50",
      "adjustment 2025-07 -0.50",
      "adjustment 2025-07 0.10",
      "tax  9.91",
    ]);
  });

  it("of a release takes back; what exceeds the month is carried until it is used up", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["storage_delta", gib(120), "2025-06-10"]] });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [["storage_delta", -gib(120), "2025-06-30"]]);
    for (const period of ["2025-08", "2025-09", "2025-10", "2025-11"]) await bill(tenant, period);
    expect(await linesOf(tenant, "2025-07")).toEqual(["base  99.00", "usage storage 200.00", "tax  29.90"]);
    expect(await linesOf(tenant, "2025-08")).toEqual([
      "base  99.00",
      "adjustment 2025-07 -200.00",
      "adjustment carried 101.00",
    ]);
    expect(await linesOf(tenant, "2025-09")).toEqual([
      "base  99.00",
      "adjustment carried -101.00",
      "adjustment carried 2.00",
    ]);
    expect(await linesOf(tenant, "2025-10")).toEqual([
      "base  99.00",
      "adjustment carried -2.00",
      "tax  9.70",
    ]);
    expect(await linesOf(tenant, "2025-11")).toEqual(["base  99.00", "tax  9.90"]);
    const [august] = (await invoicesOf(tenant)).filter((i) => i.billing_period_start === "2025-08-01");
    expect(august).toMatchObject({
      status: "paid",
      subtotal: { amount: "0.00" },
      total_amount: { amount: "0.00" },
    });
    expect(august?.notes).toContain("carried over to the next invoice");
  });

  describe("carried credit that an invoice had used", () => {
    /** Carried 101.00 of July's 200.00 into September, 2.00 into October: its second line. */
    async function october() {
      const tenant = await makeScenario({ plans: PRO, usage: [["storage_delta", gib(120), "2025-06-10"]] });
      await bill(tenant, "2025-07");
      await recordAll(tenant, [["storage_delta", -gib(120), "2025-06-30"]]);
      for (const period of ["2025-08", "2025-09", "2025-10"]) await bill(tenant, period);
      const made = (await invoicesOf(tenant)).find((i) => i.billing_period_start === "2025-10-01");
      return { tenant, id: made?.id ?? "" };
    }
    const november = async (tenant: string) => {
      await bill(tenant, "2025-11");
      return linesOf(tenant, "2025-11");
    };
    const AGAIN = ["base  99.00", "adjustment carried -2.00", "tax  9.70"];

    it("is there again when the invoice is credited, and once", async () => {
      const { tenant, id } = await october();
      await creditInvoice(id, { lines: "all", reason: "wrong address" });
      expect(await november(tenant)).toEqual(AGAIN);
      await bill(tenant, "2025-12");
      expect(await linesOf(tenant, "2025-12")).toEqual(["base  99.00", "tax  9.90"]);
    });

    it("is there again when the rest of the invoice is credited", async () => {
      const { tenant, id } = await october();
      await creditInvoice(id, { lines: [{ position: 1, amount: "10.00" }], reason: "a day off" });
      const rest = await creditInvoice(id, { lines: "all", reason: "and the rest" });
      expect(rest.line_items.map((l) => l.amount.amount)).toEqual(["-89.00", "2.00", "-8.70"]);
      expect(await november(tenant)).toEqual(AGAIN);
    });

    it("is given back by one note only", async () => {
      const { tenant, id } = await october();
      const withCarried = [{ position: 1, amount: "10.00" }, { position: 2 }];
      await creditInvoice(id, { lines: withCarried, reason: "a day off" });
      await expect(creditInvoice(id, { lines: withCarried, reason: "again" })).rejects.toMatchObject({
        code: "credit_line_invalid",
      });
      const rest = await creditInvoice(id, { lines: "all", reason: "and the rest" });
      expect(rest.line_items.map((l) => l.amount.amount)).toEqual(["-89.00", "-8.90"]);
      expect(await november(tenant)).toEqual(AGAIN);
    });

    it("is there again once when the invoice is void, whatever was credited before", async () => {
      const { tenant, id } = await october();
      await creditInvoice(id, {
        lines: [{ position: 1, amount: "10.00" }, { position: 2 }],
        reason: "a day off",
      });
      await closeInvoice(id, "void");
      expect(await november(tenant)).toEqual(AGAIN);
    });
  });

  it("is not billed once the grace is over", async () => {
    const tenant = await makeScenario({ plans: PRO });
    await bill(tenant, "2025-03");
    await recordAll(tenant, [["file_processed", 2000, "2025-03-30"]]);
    // March ended on 1 April, 91 days before July.
    await bill(tenant, "2025-07");
    expect(await linesOf(tenant, "2025-07")).toEqual(["base  99.00", "tax  9.90"]);
  });

  it("is billed while an invoice within the grace comes", async () => {
    const tenant = await makeScenario({ plans: PRO });
    await bill(tenant, "2025-03");
    await recordAll(tenant, [["file_processed", 1002, "2025-03-30"]]);
    await bill(tenant, "2025-06");
    expect(await linesOf(tenant, "2025-06")).toEqual([
      "base  99.00",
      "adjustment 2025-03 1.00",
      "tax  10.00",
    ]);
  });

  describe("for a month that had a discount, costs or gives back what that month's charges were billed at", () => {
    const july = (percent: string) => ({ percent, first: "2025-07", last: "2025-07" });
    it.each<[what: string, scenario: Omit<Scenario, "plans">, late: Usage[], adjustment: string | null]>([
      [
        "half",
        { discounts: [july("0.5")], usage: files(1000) },
        [["file_processed", 4, "2025-07-30"]],
        "1.00",
      ],
      [
        "a third, 133.332 cents",
        { discounts: [july("0.33333")], usage: files(1000) },
        [["file_processed", 4, "2025-07-30"]],
        "1.33",
      ],
      [
        "half of three cents, to the even",
        { discounts: [july("0.5")] },
        [["api_call", 100_300, "2025-07-30"]],
        "0.02",
      ],
      [
        "half of five cents, to the even",
        { discounts: [july("0.5")] },
        [["api_call", 100_500, "2025-07-30"]],
        "0.02",
      ],
      [
        "nothing",
        { discounts: [july("1")], usage: files(1100) },
        [["file_processed", 10, "2025-07-30"]],
        null,
      ],
      [
        "nothing, of a release either",
        { discounts: [july("1")], usage: [["storage_delta", gib(120), "2025-06-10"]] },
        [["storage_delta", -gib(120), "2025-06-30"]],
        null,
      ],
      [
        "half, of a release: 200.00",
        { discounts: [july("0.5")], usage: [["storage_delta", gib(120), "2025-06-10"]] },
        [["storage_delta", -gib(120), "2025-06-30"]],
        "-100.00",
      ],
      // 10.00 of 100.00: nine tenths are billed.
      [
        "an amount off",
        { discounts: [{ minor: 1000, first: "2025-07", last: "2025-07" }], usage: files(1002) },
        [["file_processed", 2, "2025-07-30"]],
        "0.90",
      ],
      [
        "two discounts in sequence",
        { discounts: [july("0.5"), july("0.5")] },
        [["file_processed", 1004, "2025-07-30"]],
        "0.50",
      ],
    ])("%s", async (_what, scenario, late, adjustment) => {
      const tenant = await makeScenario({ plans: PRO, ...scenario });
      await bill(tenant, "2025-07");
      await recordAll(tenant, late);
      await bill(tenant, "2025-08");
      await bill(tenant, "2025-09");
      const adjusted = async (period: string) =>
        (await linesOf(tenant, period))?.filter((line) => line.startsWith("adjustment 2025-07"));
      expect(await adjusted("2025-08")).toEqual(
        adjustment === null ? [] : [`adjustment 2025-07 ${adjustment}`],
      );
      expect(await adjusted("2025-09")).toEqual([]);
    });

    it("also where it came to nothing: the percentages hold, one after the other", async () => {
      const tenant = await makeScenario({
        plans: [["2023-01-01", "free"]],
        discounts: [july("0.5"), july("0.2")],
      });
      await bill(tenant, "2025-07");
      await recordAll(tenant, [["file_processed", 110, "2025-07-30"]]);
      await bill(tenant, "2025-08");
      // 5.00, 2.50, 2.00.
      expect(await linesOf(tenant, "2025-08")).toEqual([
        "base  0.00",
        "adjustment 2025-07 2.00",
        "tax  0.20",
      ]);
    });

    it("however many times it comes: together as if all had come at once", async () => {
      const tenant = await makeScenario({
        plans: PRO,
        discounts: [july("0.5")],
        usage: files(1000, "2025-07-02"),
      });
      await bill(tenant, "2025-07");
      await recordAll(tenant, [["api_call", 100_300, "2025-07-29"]]);
      await bill(tenant, "2025-08");
      await recordAll(tenant, [["api_call", 200, "2025-07-30"]]);
      await bill(tenant, "2025-09");
      // 1.5 cents to 2, then 2.5 to 2.
      expect(await linesOf(tenant, "2025-08")).toContain("adjustment 2025-07 0.02");
      expect((await linesOf(tenant, "2025-09"))?.filter((line) => line.startsWith("adjustment"))).toEqual([]);
      const [, august] = await invoicesOf(tenant);
      expect(august?.line_items.map((l) => l.description)).toContainEqual(
        expect.stringContaining("after its discount"),
      );
    });
  });

  it("of a free month is an adjustment too, since that month has its invoice of 0.00", async () => {
    const tenant = await makeScenario({ plans: [["2023-01-01", "free"]] });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [["file_processed", 102, "2025-07-30"]]);
    await bill(tenant, "2025-08");
    expect(await linesOf(tenant, "2025-07")).toEqual(["base  0.00"]);
    expect(await linesOf(tenant, "2025-08")).toEqual(["base  0.00", "adjustment 2025-07 1.00", "tax  0.10"]);
  });

  it("is priced by the plan that the month was billed by", async () => {
    const tenant = await makeScenario({
      plans: [
        ["2023-01-01", "enterprise"],
        ["2025-08-01", "pro"],
      ],
    });
    await bill(tenant, "2025-07");
    await recordAll(tenant, [["file_processed", 10_004, "2025-07-30"]]);
    await bill(tenant, "2025-08");
    expect(await linesOf(tenant, "2025-08")).toEqual([
      "base  99.00",
      "adjustment 2025-07 1.00",
      "tax  10.00",
    ]);
  });

  it("counts into its month while that is a draft, which the next run writes anew", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["file_processed", 1000, "2025-07-02"]] });
    expect(await bill(tenant, "2025-07", false)).toMatchObject({ created: 1, existing: 0 });
    const [draft] = await invoicesOf(tenant);
    expect(draft).toMatchObject({ status: "draft", number: null, due_date: null, pdf_url: null });
    await recordAll(tenant, [["file_processed", 2, "2025-07-30"]]);
    expect(await bill(tenant, "2025-07")).toMatchObject({ created: 0, existing: 1 });
    const [final] = await invoicesOf(tenant);
    expect(final).toMatchObject({ id: draft?.id, status: "finalised", usage_charges: { amount: "1.00" } });
    expect(await linesOf(tenant, "2025-07")).toEqual(["base  99.00", "usage files 1.00", "tax  10.00"]);
  });

  it("is found by what was written since, not by looking at every month again", async () => {
    const tenant = await makeScenario({ plans: PRO, usage: [["file_processed", 1000, "2025-07-02"]] });
    await bill(tenant, "2025-07");
    await withSystem((tx) =>
      tx.execute(
        sql`update usage_metrics set files_processed = 5000, updated_at = now() - interval '2 hours' where tenant_id = ${tenant}`,
      ),
    );
    await bill(tenant, "2025-08");
    expect(await linesOf(tenant, "2025-08")).toEqual(["base  99.00", "tax  9.90"]);
  });
});
