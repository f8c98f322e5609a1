import { asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { PlanId } from "#db/schema/billing.ts";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceDetail } from "../read-invoice.ts";
import type { InvoiceDetail } from "../views.ts";

/** A tenant's invoices as the API shows them, in the order of their making. */
export function invoicesOf(tenantId: string): Promise<z.input<typeof InvoiceDetail>[]> {
  return withSystem(async (tx) => {
    const rows = await tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(eq(invoices.tenantId, tenantId))
      .orderBy(asc(invoices.createdAt));
    const made = [];
    for (const { id } of rows) made.push(await invoiceDetail(tx, tenantId, id));
    return made;
  });
}

/** Further versions of plans; included amounts are those of the plan's first one, and the archive's prices follow the GiB's. Only in a database of the test's own. */
export async function addPlanVersions(
  versions: {
    id: PlanId;
    currency: string;
    from: string;
    price: string;
    file: string;
    gib: string;
    calls: string;
  }[],
): Promise<void> {
  await withSystem(async (tx) => {
    for (const v of versions) {
      await tx.execute(sql`insert into billing_plans (id, currency, valid_from, name, monthly_price, file_processing_limit,
          storage_limit, api_calls_limit, cost_per_extra_file, cost_per_gb_storage, cost_per_1k_api_calls, archive_limit,
          cost_per_gb_archive, cost_per_gb_restore, cap_factor)
        select id, ${v.currency}, ${v.from}::date, name, ${v.price}::numeric, file_processing_limit, storage_limit, api_calls_limit,
          ${v.file}::numeric, ${v.gib}::numeric, ${v.calls}::numeric, archive_limit,
          cost_per_gb_archive * ${v.gib}::numeric / cost_per_gb_storage, cost_per_gb_restore * ${v.gib}::numeric / cost_per_gb_storage, cap_factor
        from billing_plans where id = ${v.id} and currency = 'USD' order by valid_from limit 1`);
    }
  });
}
