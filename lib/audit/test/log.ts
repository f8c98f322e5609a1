import postgres from "postgres";
import { withTenant } from "#db/tenant.ts";
import { makeTenant, type TestTenant } from "#db/test/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";

/** As the tables' owner, who may do everything: what an intruder in the database could do. */
export const owner = postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });

/** An organisation with `rows` entries in its log, each of a transaction of its own; their ids in the order of the chain. */
export async function loggedTenant(rows: number): Promise<{ tenant: TestTenant; ids: string[] }> {
  const tenant = await makeTenant({ plan: "pro" });
  for (let n = 1; n <= rows; n++) await logOne(tenant.id, n);
  const ids = await owner<{ audit_id: string }[]>`
    select audit_id from audit_chain where tenant_id = ${tenant.id} order by seq`;
  return { tenant, ids: ids.map(({ audit_id }) => audit_id) };
}

export function logOne(tenantId: string, n: number): Promise<void> {
  const who = { tenantId, actor: "system", ip: "203.0.113.7", userAgent: "Test", traceId: "ab".repeat(16) };
  const change = { before: { name: `Name ${n - 1}` }, after: { name: `Name ${n}` } };
  return withTenant(tenantId, (tx) =>
    auditAs(tx, who, "project.changed", { type: "project", id: `p${n}` }, { n }, change),
  );
}
