import { and, desc, eq, ilike, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import { projects } from "#db/schema/projects.ts";
import { type Ctx, hasRole, requireRole } from "#lib/tenancy/context.ts";

export const QuickSearch = z.object({
  q: z.string().trim().min(1).max(100),
  /** `all`: also beyond the newest 10 000 names of a kind, which takes longer; for who found too little among these. */
  reach: z.enum(["newest", "all"]).default("newest"),
});

/** Hits of a kind: a person picks one of few, or types on. */
const FEW = 5;
/**
 * Names of a kind that are looked through at first, the newest: some 20 ms at most, while row-level security lets no index
 * find a word within a name. Who finds less than a few among them asks for all.
 */
export const LOOKED_THROUGH = 10_000;

const Hit = z.object({
  id: z.string(),
  name: z.string(),
  /** What tells it from others of the same name: the project it stands in, or an invoice's month. Null: nothing. */
  context: z.string().nullable(),
  created_at: z.string(),
});

export const QuickHits = z.object({
  files: z.array(Hit),
  estimates: z.array(Hit),
  projects: z.array(Hit),
  /** None for whoever may not see invoices. */
  invoices: z.array(Hit),
  /** There may be more among older names, which were not looked through. */
  older: z.boolean(),
});

/**
 * What the organisation has that carries every word of `q` in its name, the newest few of each kind: among the newest
 * `LOOKED_THROUGH` files and estimates, or among all of them. Reads the lists' own indexes and stops at the last hit. What stands in a project that is hidden from
 * the caller is not there, by row-level security.
 */
export async function quickSearch(
  ctx: Ctx,
  { q, reach }: z.output<typeof QuickSearch>,
): Promise<z.input<typeof QuickHits>> {
  requireRole(ctx, "viewer");
  const words = q.split(/\s+/).slice(0, 6);
  const tenantId = ctx.tenant.id;
  const most = reach === "all" ? null : LOOKED_THROUGH;
  return ctx.transaction(async (tx) => {
    const ofFiles = await inProjects(tx, tenantId, files, files.filename, words, most);
    const ofEstimates = await inProjects(tx, tenantId, costEstimates, costEstimates.name, words, most);
    return {
      files: ofFiles.hits,
      estimates: ofEstimates.hits,
      projects: await projectsOf(tx, tenantId, words),
      invoices: hasRole(ctx.principal.role, "admin") ? await invoicesOf(tx, tenantId, words) : [],
      older: ofFiles.older || ofEstimates.older,
    };
  });
}

async function inProjects(
  tx: Transaction,
  tenantId: string,
  table: typeof files | typeof costEstimates,
  name: PgColumn,
  words: readonly string[],
  most: number | null,
) {
  const all = tx
    .select({
      id: table.id,
      name: sql<string>`${name}`.as("found_name"),
      projectId: table.projectId,
      createdAt: table.createdAt,
    })
    .from(table)
    .where(eq(table.tenantId, tenantId))
    .orderBy(desc(table.createdAt), desc(table.id));
  const newest = (most === null ? all : all.limit(most)).as("newest");
  const rows = await tx
    .select({ id: newest.id, name: newest.name, context: projects.name, createdAt: newest.createdAt })
    .from(newest)
    .leftJoin(projects, and(eq(projects.tenantId, tenantId), eq(projects.id, newest.projectId)))
    .where(and(...words.map((word) => carries(newest.name, word))))
    .orderBy(desc(newest.createdAt), desc(newest.id))
    .limit(FEW);
  const older =
    most === null || rows.length === FEW
      ? []
      : await tx
          .select({ id: table.id })
          .from(table)
          .where(eq(table.tenantId, tenantId))
          .orderBy(desc(table.createdAt), desc(table.id))
          .offset(most)
          .limit(1);
  return { hits: rows.map(shown), older: older.length > 0 };
}

async function projectsOf(tx: Transaction, tenantId: string, words: readonly string[]) {
  const rows = await tx
    .select({ id: projects.id, name: projects.name, createdAt: projects.createdAt })
    .from(projects)
    .where(and(eq(projects.tenantId, tenantId), ...words.map((word) => carries(projects.name, word))))
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(FEW);
  return rows.map((row) => shown({ ...row, context: null }));
}

/** By number or by the month that it bills: "2026-10". A draft has no number and is not looked for. */
async function invoicesOf(tx: Transaction, tenantId: string, words: readonly string[]) {
  const month = sql<string>`to_char(${invoices.billingPeriodStart}, 'YYYY-MM')`;
  const rows = await tx
    .select({ id: invoices.id, number: invoices.number, context: month, createdAt: invoices.createdAt })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        isNotNull(invoices.number),
        ...words.map((word) => or(carries(invoices.number, word), carries(month, word))),
      ),
    )
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    .limit(FEW);
  return rows.map(({ number, ...row }) => shown({ ...row, name: number ?? row.id }));
}

const carries = (name: PgColumn | SQL | SQL.Aliased, word: string) =>
  ilike(name, `%${word.replace(/[\\%_]/g, "\\$&")}%`);

function shown({ createdAt, ...hit }: { id: string; name: string; context: string | null; createdAt: Date }) {
  return { ...hit, created_at: createdAt.toISOString() };
}
