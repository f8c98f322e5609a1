import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { invoicesOf } from "./test/invoices.ts";
import { makeScenario } from "./test/scenario.ts";

let tenant: string;
let final: string;
let draft: string;
beforeAll(async () => {
  tenant = await makeScenario({ plans: [["2023-01-01", "pro"]] });
  await invoiceBatch([tenant], { month: "2025-01-01", finalise: true });
  await invoiceBatch([tenant], { month: "2025-02-01", finalise: false });
  const made = await invoicesOf(tenant);
  final = made[0]?.id ?? "";
  draft = made[1]?.id ?? "";
});
afterAll(closePools);

const refused = (statement: ReturnType<typeof sql>) =>
  withSystem((tx) => tx.execute(statement)).then(
    () => "accepted",
    (error) => error.cause?.code ?? error.code,
  );

describe("a final invoice", () => {
  it.each([
    [
      "its total",
      sql`total_minor = total_minor + 1, subtotal_minor = subtotal_minor + 1, base_minor = base_minor + 1`,
    ],
    ["its number", sql`number = 'X-1'`],
    ["its notes", sql`notes = 'other'`],
    ["its buyer", sql`buyer = '{}'`],
    ["its period", sql`billing_period_start = '2025-03-01'`],
    ["its due date", sql`due_date = due_date + 1`],
  ])("refuses a change of %s", async (_what, change) => {
    expect(await refused(sql`update invoices set ${change} where id = ${final}`)).toBe("CA001");
  });

  it("refuses to go, and to be a draft again", async () => {
    expect(await refused(sql`delete from invoices where id = ${final}`)).toBe("CA001");
    expect(
      await refused(sql`update invoices set status = 'draft', number = null where id = ${final}`),
    ).not.toBe("accepted");
  });

  it("refuses any change of its lines", async () => {
    expect(await refused(sql`update invoice_lines set amount_minor = 0 where invoice_id = ${final}`)).toBe(
      "CA001",
    );
    expect(await refused(sql`delete from invoice_lines where invoice_id = ${final} and position = 1`)).toBe(
      "CA001",
    );
    expect(
      await refused(sql`insert into invoice_lines (tenant_id, invoice_id, position, kind, description, quantity, unit, unit_price, amount_minor)
        values (${tenant}, ${final}, 99, 'usage', 'x', 1, 'file', 1, 0)`),
    ).toBe("CA001");
  });

  it("moves on: sent, then paid; never back", async () => {
    expect(await refused(sql`update invoices set status = 'sent', sent_at = now() where id = ${final}`)).toBe(
      "accepted",
    );
    expect(await refused(sql`update invoices set status = 'paid', paid_at = now() where id = ${final}`)).toBe(
      "accepted",
    );
    expect(await refused(sql`update invoices set status = 'sent' where id = ${final}`)).toBe("CA002");
  });
});

describe("a draft", () => {
  it("becomes final only when its lines add up", async () => {
    await withSystem((tx) =>
      tx.execute(
        sql`update invoice_lines set amount_minor = amount_minor + 1 where invoice_id = ${draft} and position = 1`,
      ),
    );
    expect(
      await refused(sql`update invoices set status = 'finalised', number = 'X-2' where id = ${draft}`),
    ).toBe("CA003");
  });

  it("is never made final by hand", async () => {
    expect(
      await refused(sql`insert into invoices (tenant_id, number, billing_period_start, billing_period_end, plan_id, currency, minor_digits,
          base_minor, usage_minor, subtotal_minor, tax_rate, tax_minor, total_minor, status)
        values (${tenant}, 'X-3', '2025-05-01', '2025-05-31', 'pro', 'USD', 2, 0, 0, 0, 0, 0, 0, 'finalised')`),
    ).toBe("CA001");
  });
});
