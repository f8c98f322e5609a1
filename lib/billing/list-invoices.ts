import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { INVOICE_STATUSES, invoiceLines, invoices } from "#db/schema/invoices.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { OPEN_STATUSES } from "./payments/invoice-row.ts";
import { presentInvoice } from "./present-invoice.ts";
import { InvoiceView } from "./views.ts";

export const ListInvoices = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only those that stand there; `open`: whose money is still asked for. */
  status: z.enum([...INVOICE_STATUSES, "open"]).optional(),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const InvoiceList = z.object({
  items: z.array(InvoiceView),
  total: z.number(),
  next: z.string().nullable(),
});

/** The organisation's invoices and credit notes with their lines, newest first. `next` pages by key. */
export async function listInvoices(
  ctx: Ctx,
  input: z.output<typeof ListInvoices>,
): Promise<z.input<typeof InvoiceList>> {
  requireRole(ctx, "admin");
  const after = input.cursor ? readCursor(input.cursor) : null;
  const own = and(eq(invoices.tenantId, ctx.tenant.id), input.status ? standing(input.status) : undefined);
  return ctx.transaction(async (tx) => {
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(invoices).where(own);
    const rows = await tx
      .select()
      .from(invoices)
      .where(
        and(
          own,
          after
            ? sql`(${invoices.createdAt}, ${invoices.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(invoices.createdAt), desc(invoices.id))
      .offset(after ? 0 : input.skip)
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const lines = await tx
      .select()
      .from(invoiceLines)
      .where(
        and(
          eq(invoiceLines.tenantId, ctx.tenant.id),
          inArray(
            invoiceLines.invoiceId,
            page.map((row) => row.id),
          ),
        ),
      )
      .orderBy(asc(invoiceLines.position));
    const linesOf = Map.groupBy(lines, (line) => line.invoiceId);
    const last = page.at(-1);
    return {
      items: page.map((row) => presentInvoice(row, linesOf.get(row.id) ?? [])),
      total: counted?.total ?? 0,
      next: rows.length > input.limit && last ? nextPage(input, last) : null,
    };
  });
}

/** The condition on `invoices` that one stands there. */
export const standing = (status: NonNullable<z.output<typeof ListInvoices>["status"]>): SQL =>
  status === "open" ? inArray(invoices.status, [...OPEN_STATUSES]) : eq(invoices.status, status);

function nextPage(input: z.output<typeof ListInvoices>, last: { createdAt: Date; id: string }): string {
  const query = new URLSearchParams({ limit: String(input.limit), cursor: writeCursor(last) });
  if (input.status) query.set("status", input.status);
  return `/api/invoices?${query}`;
}
