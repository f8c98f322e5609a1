import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { auditRow } from "#lib/audit/record.ts";
import { config } from "#lib/config/index.ts";
import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import type { Month } from "#lib/usage/month.ts";
import { draftInvoices } from "./draft-invoices.ts";
import { finaliseInvoices } from "./finalise-invoices.ts";

export interface BatchResult {
  /** Looked at. */
  tenants: number;
  created: number;
  /** There before, drafts included. */
  existing: number;
  failed: { tenant: string; reason: string }[];
}

/**
 * The month's invoices of these tenants, set-based and in one transaction; exactly one for each, however often and by
 * however many it is called. A batch that fails is halved until the tenants at fault stand alone: the others get their
 * invoices, these are returned with the reason. Throws what is no tenant's fault, such as a lost connection.
 */
export async function invoiceBatch(
  tenantIds: readonly string[],
  options: { month: Month; finalise: boolean; named?: boolean },
): Promise<BatchResult> {
  if (tenantIds.length === 0) return NOTHING;
  try {
    return await withSystem((tx) => invoiceInOne(tx, tenantIds, options));
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    const [only] = tenantIds;
    if (tenantIds.length === 1 && only) {
      logger().error({ err: error, tenant_id: only, month: options.month }, "an invoice could not be made");
      return { ...NOTHING, tenants: 1, failed: [{ tenant: only, reason: reasonOf(error) }] };
    }
    const half = Math.ceil(tenantIds.length / 2);
    return join(
      await invoiceBatch(tenantIds.slice(0, half), options),
      await invoiceBatch(tenantIds.slice(half), options),
    );
  }
}

export const NOTHING: BatchResult = { tenants: 0, created: 0, existing: 0, failed: [] };

export function join(a: BatchResult, b: BatchResult): BatchResult {
  return {
    tenants: a.tenants + b.tenants,
    created: a.created + b.created,
    existing: a.existing + b.existing,
    failed: [...a.failed, ...b.failed],
  };
}

async function invoiceInOne(
  tx: Transaction,
  tenantIds: readonly string[],
  { month, finalise, named = false }: { month: Month; finalise: boolean; named?: boolean },
): Promise<BatchResult> {
  const ids = sql`${textArray(tenantIds)}::text::uuid[]`;
  // Two runs at once take turns here, and the second sees what the first has made.
  const accounts = await tx.execute<{ tenant_id: string; currency: string }>(
    sql`select tenant_id, currency from billing_accounts where tenant_id = any(${ids}) order by tenant_id for update`,
  );
  const existing = await tx.execute<{ id: string; tenant_id: string; status: string }>(sql`
    select id, tenant_id, status from invoices
    where tenant_id = any(${ids}) and billing_period_start = ${month}::date and reason = 'period' and reason_key = ''`);
  const drafts = existing.filter((invoice) => invoice.status === "draft");
  const final = new Set(existing.filter((i) => i.status !== "draft").map((i) => i.tenant_id));
  const open = accounts.filter((account) => !final.has(account.tenant_id));
  const done = { tenants: tenantIds.length, existing: existing.length, failed: [] };
  if (open.length === 0) return { ...done, created: 0 };
  if (drafts.length > 0) {
    await tx.execute(
      sql`delete from invoice_lines where (tenant_id, invoice_id) in (
        select * from unnest(${textArray(drafts.map((d) => d.tenant_id))}::text::uuid[], ${textArray(drafts.map((d) => d.id))}::text::uuid[]))`,
    );
  }
  const currencies = [...new Set(open.map((account) => account.currency))];
  const written = await draftInvoices(tx, {
    tenantIds: open.map((account) => account.tenant_id),
    month,
    digits: new Map(currencies.map((currency) => [currency, minorDigits(currency)])),
    named,
    graceDays: config().billing.usageGraceDays,
  });
  if (finalise) await finaliseInvoices(tx, written);
  const rewritten = new Set(written);
  const stale = drafts.filter((draft) => !rewritten.has(draft.id)).map((draft) => draft.id);
  if (stale.length > 0)
    await tx.execute(sql`delete from invoices where id = any(${textArray(stale)}::text::uuid[])`);
  await auditInvoices(tx, written, finalise, drafts);
  const before = new Set(drafts.map((draft) => draft.id));
  return { ...done, created: written.filter((id) => !before.has(id)).length };
}

/** Each invoice that was made, written anew or dropped stands in its tenant's log. */
async function auditInvoices(
  tx: Transaction,
  written: readonly string[],
  finalise: boolean,
  drafts: readonly { id: string; tenant_id: string }[],
): Promise<void> {
  const present = await tx
    .select({
      id: invoices.id,
      tenantId: invoices.tenantId,
      number: invoices.number,
      period: invoices.billingPeriodStart,
    })
    .from(invoices)
    .where(sql`${invoices.id} = any(${textArray(written)}::text::uuid[])`);
  const made = present.map(({ id, tenantId, ...detail }) =>
    auditRow(
      { tenantId, actor: "system" },
      finalise ? "invoice.finalised" : "invoice.drafted",
      { type: "invoice", id },
      detail,
    ),
  );
  const there = new Set(present.map(({ id }) => id));
  const dropped = drafts
    .filter(({ id }) => !there.has(id))
    .map(({ id, tenant_id: tenantId }) =>
      auditRow({ tenantId, actor: "system" }, "invoice.draft_dropped", { type: "invoice", id }),
    );
  if (made.length + dropped.length > 0) await tx.insert(auditLogs).values([...made, ...dropped]);
}

/** What an operator can act on, for what is known to go wrong; else the database's own words. */
function reasonOf(error: unknown): string {
  const { cause, code } = causeOf(error);
  if (code === NOT_NULL_VIOLATION)
    return "A plan of the month has no prices in the account's currency: add a version.";
  if (code === CHECK_VIOLATION || code === OUT_OF_RANGE)
    return "An amount is too large to be counted exactly: check the usage of the month.";
  return cause instanceof Error ? cause.message : String(cause);
}

/** Whether trying the tenants one by one can come to anything. */
function isOfTheData(error: unknown): boolean {
  const { cause, code } = causeOf(error);
  if (cause instanceof AppError) return true;
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|40|53|55|57|58|XX)/.test(code);
}

/** The database's own error stands behind the library's. */
function causeOf(error: unknown): { cause: unknown; code: string } {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return { cause, code };
}

const NOT_NULL_VIOLATION = "23502";
const CHECK_VIOLATION = "23514";
const OUT_OF_RANGE = "22003";
