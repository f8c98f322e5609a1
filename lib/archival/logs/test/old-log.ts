import { asc, eq, sql } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant, type TestTenant } from "#db/test/tenant.ts";
import { archiveLogs } from "#lib/archival/logs/archive-logs.ts";
import { ListAuditLogs, listAuditLogs } from "#lib/audit/list-logs.ts";
import { auditRow } from "#lib/audit/record.ts";
import { owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logDayPrefix } from "#lib/storage/keys.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

export const DAY_MS = 86_400_000;
/** Days of one test file are counted from one moment, so that a midnight on the way moves none of them. */
const STARTED_AT = Date.now();
export const dayBefore = (days: number) => new Date(STARTED_AT - days * DAY_MS).toISOString().slice(0, 10);

/** Writes entries as they were written on a day, at noon (UTC): one of each target, in one transaction. */
export async function logOn(tenantId: string, day: string, targets: readonly string[]): Promise<void> {
  await withSystem((tx) =>
    tx.insert(auditLogs).values(
      targets.map((type, n) => ({
        ...auditRow(
          { tenantId, actor: "system", ip: "203.0.113.7", traceId: "ab".repeat(16) },
          `${type}.changed`,
          { type, id: `${day} ${n}` },
          { n: 1.5, text: "Ünïcode “quoted”\u2028 line" },
          { before: null, after: { name: `${type} ${n}` } },
        ),
        createdAt: new Date(`${day}T12:00:00.${String(n % 1000).padStart(3, "0")}Z`),
      })),
    ),
  );
}

/** An organisation whose log has entries about files on days 45, 44 and 43 ago, with one about an invoice and one about itself. */
export async function oldLog(): Promise<{ tenant: TestTenant; days: string[] }> {
  const tenant = await makeTenant({ plan: "pro" });
  const days = [45, 44, 43].map((n) => dayBefore(n));
  // Other tests may have let their weeks go.
  for (const day of days)
    await withSystem((tx) => tx.execute(sql`select ensure_audit_partition(${day}::date)`));
  for (const day of days) await logOn(tenant.id, day, ["file", "invoice", "file", "tenant", "file"]);
  return { tenant, days };
}

export function partsOf(tenantId: string) {
  return withSystem((tx) =>
    tx
      .select()
      .from(archivedLogs)
      .where(eq(archivedLogs.tenantId, tenantId))
      .orderBy(asc(archivedLogs.kind), asc(archivedLogs.day), asc(archivedLogs.part)),
  );
}

export const archive = async (
  tenantId: string,
  asOf = new Date(),
  storageClass: "STANDARD_IA" | "GLACIER" = "STANDARD_IA",
) => archiveLogs(await systemCtx(tenantId), { asOf, storageClass });
export const list = async (tenantId: string, query: Record<string, unknown> = {}) =>
  listAuditLogs(await systemCtx(tenantId), ListAuditLogs.parse({ limit: 200, ...query }));
export const typesOf = async (tenantId: string) =>
  (await withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenantId))))
    .map(({ action }) => action)
    .sort();
export const kindsOf = async (tenantId: string) =>
  (await verifyTenantLog(tenantId)).problems.map(({ kind }) => kind);
export const objectsOf = async (tenantId: string, day: string) => {
  const keys: string[] = [];
  for await (const { key } of objectStores().archive.list(logDayPrefix(tenantId, "audit", day)))
    keys.push(key);
  return keys;
};
export const partitions = async () =>
  (
    await owner<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_logs'::regclass order by 1`
  ).map(({ name }) => name);
export const write = (key: string, text: string) =>
  objectStores().archive.putStream(
    key,
    (async function* () {
      yield Buffer.from(text);
    })(),
    { contentType: "application/gzip" },
  );

/** How many entries of the log are about files. */
export const filesIn = async (tenantId: string) =>
  (await typesOf(tenantId)).filter((action) => action === "file.changed").length;

/** Entries of one day in a week's partition, in which nothing else is. */
export async function oldDay(daysAgo: number, targets: string[]) {
  const tenant = await makeTenant({ plan: "pro" });
  const day = dayBefore(daysAgo);
  await withSystem((tx) => tx.execute(sql`select ensure_audit_partition(${day}::date)`));
  await logOn(tenant.id, day, targets);
  return { tenant, day };
}
