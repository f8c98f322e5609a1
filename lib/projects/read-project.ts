import { and, asc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { projectMembers } from "#db/schema/projects.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { contentsOf } from "./count-contents.ts";
import { findProject, type ProjectRow } from "./find-project.ts";
import { type ProjectDetail, presentProject } from "./views.ts";

/** A project with its sums and who may see it. */
export async function readProject(ctx: Ctx, id: string): Promise<z.input<typeof ProjectDetail>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => presentDetail(ctx, tx, await findProject(tx, id)));
}

export async function presentDetail(
  ctx: Ctx,
  tx: Transaction,
  project: ProjectRow,
): Promise<z.input<typeof ProjectDetail>> {
  return {
    ...presentProject({ ...project, ...(await contentsOf(tx, project.id)) }),
    totals: await totalsOf(ctx, tx, project.id),
    people: project.isRestricted ? await peopleOf(tx, project) : null,
  };
}

async function totalsOf(ctx: Ctx, tx: Transaction, projectId: string) {
  const statuses = await tx
    .select({
      status: files.status,
      n: sql<number>`count(*)::int`,
      bytes: sql<number>`sum(${files.size})::float8`,
    })
    .from(files)
    .where(and(eq(files.tenantId, ctx.tenant.id), eq(files.projectId, projectId)))
    .groupBy(files.status);
  const sum = (column: AnyPgColumn) => sql<string>`coalesce(sum(${column}), 0)::text`;
  const grams = (...columns: AnyPgColumn[]) =>
    sql<number>`coalesce(sum(${sql.join(columns, sql` + `)}), 0)::float8`;
  const currencies = await tx
    .select({
      currency: costEstimates.currency,
      minorDigits: costEstimates.minorDigits,
      low: sum(costEstimates.lowMinor),
      likely: sum(costEstimates.likelyMinor),
      high: sum(costEstimates.highMinor),
      estimates: sql<number>`count(*)::int`,
      a1a3: grams(costEstimates.a1a3G),
      a1a5: grams(costEstimates.a1a3G, costEstimates.a4G, costEstimates.a5G),
      area: sql<number>`coalesce(sum(${costEstimates.floorAreaM2}), 0)::float8`,
    })
    .from(costEstimates)
    .where(
      and(
        eq(costEstimates.tenantId, ctx.tenant.id),
        eq(costEstimates.projectId, projectId),
        eq(costEstimates.status, "complete"),
      ),
    )
    .groupBy(costEstimates.currency, costEstimates.minorDigits)
    .orderBy(asc(costEstimates.currency));
  const total = (of: (row: (typeof currencies)[number]) => number) =>
    currencies.reduce((all, row) => all + of(row), 0);
  return {
    files_by_status: Object.fromEntries(statuses.map(({ status, n }) => [status, n])),
    storage_bytes: statuses.reduce((all, { bytes }) => all + bytes, 0),
    cost: currencies.map(({ currency, minorDigits, low, likely, high, estimates }) => {
      const text = (minor: string) => decimal(minor).shiftedBy(-minorDigits).toFixed(minorDigits);
      return { currency, low: text(low), likely: text(likely), high: text(high), estimates };
    }),
    carbon: { a1_a3_kg: total((row) => row.a1a3) / 1000, a1_a5_kg: total((row) => row.a1a5) / 1000 },
    floor_area_m2: total((row) => row.area),
  };
}

/** The project's own members, by name. */
function peopleOf(tx: Transaction, { tenantId, id }: ProjectRow) {
  return tx
    .select({ user_id: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(projectMembers)
    .innerJoin(
      memberships,
      and(eq(memberships.tenantId, projectMembers.tenantId), eq(memberships.userId, projectMembers.userId)),
    )
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(projectMembers.tenantId, tenantId), eq(projectMembers.projectId, id)))
    .orderBy(asc(users.name), asc(users.email));
}
