import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { anchorChain } from "#lib/audit/anchors.ts";
import { anchorChains, trimAuditLogs } from "#lib/audit/nightly.ts";
import { auditAs } from "#lib/audit/record.ts";
import { KEPT_TARGETS, removeAuditRows, trimAuditLog } from "#lib/audit/retention.ts";
import { loggedTenant, logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { auditAnchorKey } from "#lib/storage/keys.ts";

afterAll(async () => {
  await owner.end();
  await closePools();
});

const kindsOf = async (tenantId: string) =>
  (await verifyTenantLog(tenantId)).problems.map(({ kind, seq }) => `${kind} ${seq}`);

/** What somebody would do who rewrites the past: every hash from a place on is made anew. */
async function rewriteFrom(tenantId: string, seq: number): Promise<void> {
  const links = await owner<{ seq: string }[]>`
    select seq from audit_chain where tenant_id = ${tenantId} and seq >= ${seq} order by seq`;
  for (const link of links)
    await owner`update audit_chain l set hash = audit_hash(coalesce(
        (select p.hash from audit_chain p where p.tenant_id = l.tenant_id and p.seq = l.seq - 1), ''), a)
      from audit_logs a where a.id = l.audit_id and l.tenant_id = ${tenantId} and l.seq = ${link.seq}`;
}
/** Batches go by id: so one of one organisation looks at it alone. */
const justBefore = (id: string) =>
  (BigInt(`0x${id.replaceAll("-", "")}`) - 1n)
    .toString(16)
    .padStart(32, "0")
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
const makeOlder = (tenantId: string, days: number) =>
  owner`update audit_logs set created_at = created_at - make_interval(days => ${days}) where tenant_id = ${tenantId}`;

describe("anchoring", () => {
  it("happens once a day and only when there is something new", async () => {
    const { tenant } = await loggedTenant(3);
    expect(await anchorChain(tenant.id, "2026-03-01")).toBe("anchored");
    expect(await anchorChain(tenant.id, "2026-03-01")).toBe("present");
    expect(await anchorChain(tenant.id, "2026-03-02")).toBe("nothing_new");
    await logOne(tenant.id, 4);
    // As if it had died after the object was there: what is there counts.
    expect(await anchorChain(tenant.id, "2026-03-03")).toBe("anchored");
    await owner`delete from audit_anchors where tenant_id = ${tenant.id} and day = '2026-03-03'`;
    await logOne(tenant.id, 5);
    expect(await anchorChain(tenant.id, "2026-03-03")).toBe("anchored");
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      anchors: { checked: 2, last_day: "2026-03-03" },
    });
    const kept = await owner`select seq from audit_anchors where tenant_id = ${tenant.id} order by day`;
    expect(kept.map(({ seq }) => Number(seq))).toEqual([3, 4]);
  });

  it("betrays a chain that was rewritten as a whole, or cut, and is not done over it", async () => {
    const { tenant, ids } = await loggedTenant(4);
    await anchorChain(tenant.id, "2026-03-01");
    await logOne(tenant.id, 5);
    await anchorChain(tenant.id, "2026-03-02");
    await owner`update audit_logs set actor = 'user:somebody-else' where id = ${ids[1] ?? ""}`;
    await rewriteFrom(tenant.id, 2);
    // The chain itself agrees with its rows again.
    expect(await kindsOf(tenant.id)).toEqual(["chain_rewritten 4", "chain_rewritten 5"]);
    await logOne(tenant.id, 6);
    expect(await anchorChain(tenant.id, "2026-03-03")).toBe("broken");
    const { broken } = await anchorChains(justBefore(tenant.id), 1, "2026-03-03", new Date());
    expect(broken).toEqual([tenant.id]);

    const cut = await loggedTenant(4);
    await anchorChain(cut.tenant.id, "2026-03-01");
    await owner`delete from audit_logs where id = any(${cut.ids.slice(2)})`;
    await owner`delete from audit_chain where audit_id = any(${cut.ids.slice(2)})`;
    expect(await kindsOf(cut.tenant.id)).toEqual(["chain_cut 4"]);
  });

  it("tells an anchor that is gone or was written over", async () => {
    const { tenant } = await loggedTenant(2);
    await anchorChain(tenant.id, "2026-03-01");
    const store = objectStores().archive;
    const key = auditAnchorKey(tenant.id, "2026-03-01");
    const write = (text: string) =>
      store.putStream(
        key,
        (async function* () {
          yield Buffer.from(text);
        })(),
        { contentType: "application/json" },
      );
    await write("{}");
    expect(await kindsOf(tenant.id)).toEqual(["anchor_unreadable null"]);
    await write("no JSON");
    expect(await kindsOf(tenant.id)).toEqual(["anchor_unreadable null"]);
    await store.purge(key);
    expect(await kindsOf(tenant.id)).toEqual(["anchor_missing null"]);
  });
});

describe("retention", () => {
  it("removes what the plan keeps no longer, says so in the log, and leaves the rest verifiable", async () => {
    const { tenant } = await loggedTenant(6);
    const invoice = { type: "invoice", id: "i1" };
    await withSystem((tx) => auditAs(tx, { tenantId: tenant.id, actor: "system" }, "invoice.paid", invoice));
    for (let n = 7; n <= 9; n++) await logOne(tenant.id, n);
    await makeOlder(tenant.id, 400);
    await rewriteFrom(tenant.id, 1);
    await logOne(tenant.id, 10);
    expect(await trimAuditLogs(justBefore(tenant.id), 1, new Date())).toMatchObject({ done: 9 });
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      removed_up_to: 10,
      // The invoice's row, the one that was not old, and the one about the removal.
      rows: 3,
      head: { seq: 12 },
    });
    const [row] =
      await owner`select detail from audit_logs where tenant_id = ${tenant.id} and action = 'audit_log.trimmed'`;
    expect(row?.detail).toMatchObject({ rows: 9, removed_up_to: 10 });
    // Again there is nothing to do, and later more goes.
    expect(await withSystem((tx) => trimAuditLog(tx, tenant.id, new Date()))).toBe(0);
    const later = new Date(Date.now() + 366 * 86_400_000);
    await expect(withSystem((tx) => trimAuditLog(tx, tenant.id, later))).rejects.toThrow();
    await makeOlder(tenant.id, 400);
    await rewriteFrom(tenant.id, 7);
    await logOne(tenant.id, 11);
    expect(await withSystem((tx) => trimAuditLog(tx, tenant.id, new Date()))).toBe(2);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, removed_up_to: 12, rows: 3 });
    // What is kept is held to the chain still.
    await owner`update audit_logs set action = 'invoice.voided' where tenant_id = ${tenant.id} and target_type = 'invoice'`;
    expect(await kindsOf(tenant.id)).toEqual(["row_changed 7"]);
  });

  it("cannot be claimed for rows that are younger than it says", async () => {
    const { tenant, ids } = await loggedTenant(3);
    await anchorChain(tenant.id, "2026-03-01");
    await logOne(tenant.id, 4);
    await owner`delete from audit_logs where tenant_id = ${tenant.id} and id <> ${ids[0] ?? ""}`;
    const before = new Date(Date.now() - 400 * 86_400_000).toISOString();
    await withSystem((tx) =>
      auditAs(
        tx,
        { tenantId: tenant.id, actor: "system" },
        "audit_log.trimmed",
        { type: "tenant", id: tenant.id },
        {
          removed_up_to: 4,
          before,
        },
      ),
    );
    expect(await kindsOf(tenant.id)).toEqual(["removed_too_much 3"]);
  });

  it("is the database's own, also where it is asked for nothing", async () => {
    const { tenant } = await loggedTenant(1);
    const removed = await withSystem((tx) =>
      removeAuditRows(tx, tenant.id, new Date(Date.now() - 400 * 86_400_000), KEPT_TARGETS),
    );
    expect(removed).toBe(0);
    const [rows] = await withSystem((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from audit_logs where tenant_id = ${tenant.id}`,
      ),
    );
    expect(rows?.n).toBe(1);
  });
});
