import { desc, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { invoiceRuns } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";

export const ListInvoiceRuns = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) });

export const InvoiceRunView = z.object({
  id: z.string(),
  /** "2026-10" */
  period: z.string(),
  /** `interrupted`: it has not ended in an hour, so it will not; running the month again makes what is missing. */
  status: z.enum(["running", "completed", "interrupted"]),
  /** Organisations that are done. */
  tenants: z.number(),
  created: z.number(),
  existing: z.number(),
  failed: z.number(),
  /** The first hundred. */
  failures: z.array(z.object({ tenant: z.string(), reason: z.string() })),
  started_at: z.string(),
  finished_at: z.string().nullable(),
});

export const InvoiceRunList = z.object({
  items: z.array(InvoiceRunView),
  /** Organisations that there are: what a running one comes to. */
  tenants: z.number(),
});

/** 100 000 organisations take a minute or two. */
const AN_HOUR = 3600_000;
const SHOWN_FAILURES = 100;

/** The newest runs, and how far those that run have come. Failures name the organisation by its address. */
export async function listInvoiceRuns(
  { limit }: z.output<typeof ListInvoiceRuns>,
  now = new Date(),
): Promise<z.input<typeof InvoiceRunList>> {
  return withSystem(async (tx) => {
    const rows = await tx.select().from(invoiceRuns).orderBy(desc(invoiceRuns.startedAt)).limit(limit);
    const failedIds = rows.flatMap((run) => run.failed.slice(0, SHOWN_FAILURES).map(({ tenant }) => tenant));
    const named =
      failedIds.length === 0
        ? []
        : await tx
            .select({ id: tenants.id, slug: tenants.slug })
            .from(tenants)
            .where(inArray(tenants.id, [...new Set(failedIds)]));
    const slugs = new Map(named.map(({ id, slug }) => [id, slug]));
    const [counted] = await tx.select({ n: sql<number>`count(*)::int` }).from(tenants);
    return {
      tenants: counted?.n ?? 0,
      items: rows.map((run) => ({
        id: run.id,
        period: run.period.slice(0, 7),
        status:
          run.status === "running" && now.getTime() - run.startedAt.getTime() > AN_HOUR
            ? "interrupted"
            : run.status,
        tenants: run.tenants,
        created: run.created,
        existing: run.existing,
        failed: run.failed.length,
        failures: run.failed
          .slice(0, SHOWN_FAILURES)
          .map(({ tenant, reason }) => ({ tenant: slugs.get(tenant) ?? tenant, reason })),
        started_at: run.startedAt.toISOString(),
        finished_at: run.finishedAt?.toISOString() ?? null,
      })),
    };
  });
}
