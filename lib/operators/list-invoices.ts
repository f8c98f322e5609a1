import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { INVOICE_STATUSES } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { Money } from "#lib/billing/views.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { decimalText, OUTSTANDING, tenantMatches, utc } from "#lib/operators/sql.ts";

export const ListOperatorInvoices = z.object({
  status: z.enum(INVOICE_STATUSES).optional(),
  /** Address or id of one organisation. */
  tenant: z.string().trim().toLowerCase().max(120).optional(),
  /** Part of an organisation's name or address. */
  q: z.string().trim().max(200).optional(),
  /** "2026-10" */
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as "2026-10"')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const OperatorInvoiceView = z.object({
  id: z.string(),
  tenant: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  /** Null while it is a draft. */
  number: z.string().nullable(),
  reason: z.enum(["period", "credit_note"]),
  corrects_id: z.string().nullable(),
  plan: z.enum(PLAN_IDS),
  billing_period_start: z.string(),
  billing_period_end: z.string(),
  status: z.enum(INVOICE_STATUSES),
  due_date: z.string().nullable(),
  total_amount: Money,
  paid_amount: Money,
  /** What is still owed: total less credit notes and payments. */
  remaining: Money,
  created_at: z.string(),
});

export const OperatorInvoiceList = z.object({
  items: z.array(OperatorInvoiceView),
  total: z.number(),
  next: z.string().nullable(),
});

type View = z.input<typeof OperatorInvoiceView>;
interface Row
  extends Record<string, unknown>,
    Omit<View, "tenant" | "total_amount" | "paid_amount" | "remaining"> {
  tenant_id: string;
  slug: string;
  name: string;
  currency: string;
  total: string;
  paid: string;
  left: string;
}

/** Invoices and credit notes of all organisations, newest first. */
export async function listOperatorInvoices(
  input: z.output<typeof ListOperatorInvoices>,
): Promise<z.input<typeof OperatorInvoiceList>> {
  const after = input.cursor ? readCursor(input.cursor) : null;
  const where = sql.join(conditions(input), sql` and `);
  const next = after
    ? sql`and (i.created_at, i.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const money = (minor: SQL) => decimalText(minor, sql`i.minor_digits`);
  return withSystem(async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(
      sql`select count(*)::int as total from invoices i join tenants t on t.id = i.tenant_id where ${where}`,
    );
    const rows = await tx.execute<Row>(sql`
      select i.id, i.number, i.reason, i.corrects_id, i.plan_id as plan, i.status, i.currency, i.tenant_id, t.slug, t.name,
        i.billing_period_start::text as billing_period_start, i.billing_period_end::text as billing_period_end,
        i.due_date::text as due_date, ${money(sql`i.total_minor`)} as total, ${money(sql`i.paid_minor`)} as paid,
        ${money(sql`case when i.reason = 'period' and i.status not in ('draft', 'void') then ${OUTSTANDING} else 0 end`)} as left,
        ${utc(sql`i.created_at`)} as created_at
      from invoices i join tenants t on t.id = i.tenant_id
      where ${where} ${next} order by i.created_at desc, i.id desc limit ${input.limit + 1}`);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map(present),
      total: counted?.total ?? 0,
      next: rows.length > input.limit && last ? address(input, last) : null,
    };
  });
}

function conditions({ status, tenant, q, period }: z.output<typeof ListOperatorInvoices>): SQL[] {
  return [
    sql`true`,
    ...(status ? [sql`i.status = ${status}`] : []),
    ...(tenant ? [sql`(t.slug = ${tenant} or t.id::text = ${tenant})`] : []),
    ...(q ? [tenantMatches(q)] : []),
    ...(period ? [sql`i.billing_period_start = ${`${period}-01`}::date`] : []),
  ];
}

function present({ tenant_id, slug, name, currency, total, paid, left, ...rest }: Row): View {
  return {
    ...rest,
    tenant: { id: tenant_id, slug, name },
    total_amount: { amount: total, currency },
    paid_amount: { amount: paid, currency },
    remaining: { amount: left, currency },
  };
}

function address(input: z.output<typeof ListOperatorInvoices>, last: Row): string {
  const { cursor: _cursor, ...filter } = input;
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  query.set("cursor", writeCursor({ createdAt: new Date(last.created_at), id: last.id }));
  return `/api/admin/invoices?${query}`;
}
