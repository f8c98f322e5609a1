import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships } from "#db/schema/auth.ts";
import { projectMembers, projects } from "#db/schema/projects.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";

type Seen = Pick<EstimateRow, "tenantId" | "projectId">;

/** Of these people, who is a member and may see what stands in the estimate's project. */
export async function whoSees(tx: Transaction, estimate: Seen, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return idsOf(tx, estimate, inArray(memberships.userId, [...ids]));
}

/** Every admin: they see all projects. */
export async function adminsWhoSee(tx: Transaction, estimate: Seen): Promise<string[]> {
  return idsOf(tx, estimate, eq(memberships.role, "admin"));
}

async function idsOf(tx: Transaction, { tenantId, projectId }: Seen, who: ReturnType<typeof eq>) {
  const open = sql`${projectId}::uuid is null
    or ${memberships.role} = 'admin'
    or exists (select from ${projects} p where p.tenant_id = ${tenantId} and p.id = ${projectId}::uuid and not p.is_restricted)
    or exists (select from ${projectMembers} pm where pm.tenant_id = ${tenantId} and pm.project_id = ${projectId}::uuid
      and pm.user_id = ${memberships.userId})`;
  const rows = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), who, sql`(${open})`));
  return rows.map((row) => row.id);
}

/** The member whom a stored actor names; null for keys and the system. */
export function memberOf(actor: string): string | null {
  return actor.startsWith("user:") ? actor.slice("user:".length) : null;
}
