import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { loggedTenant, logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";

afterAll(async () => {
  await owner.end();
  await closePools();
});

const problemsOf = async (tenantId: string) => {
  const { verified, problems, problem_count } = await verifyTenantLog(tenantId);
  expect(verified).toBe(problem_count === 0);
  return problems.map(({ kind, seq, audit_id }) => ({ kind, seq, audit_id }));
};

describe("the chain over an audit log", () => {
  it("has a link for each row, in the order of the commits, and is whole", async () => {
    const { tenant } = await loggedTenant(5);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      rows: 5,
      links: 5,
      head: { seq: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      removed_up_to: 0,
      problems: [],
    });
    expect(await verifyTenantLog((await makeTenant()).id)).toMatchObject({ verified: true, head: null });
  });

  it("has the rows of one transaction in their order, and none of one that was rolled back", async () => {
    const tenant = await makeTenant();
    const who = { tenantId: tenant.id, actor: "system" };
    const write = (n: number) =>
      withTenant(tenant.id, async (tx) => {
        for (let i = 0; i < 3; i++) await auditAs(tx, who, "file.changed", { type: "file", id: `${n}.${i}` });
        if (n === 1) throw new Error("undone");
      });
    await write(0);
    await expect(write(1)).rejects.toThrow("undone");
    await write(2);
    const rows = await owner<{ target_id: string }[]>`
      select a.target_id from audit_chain l join audit_logs a on a.id = l.audit_id
      where l.tenant_id = ${tenant.id} order by l.seq`;
    expect(rows.map((row) => row.target_id)).toEqual(["0.0", "0.1", "0.2", "2.0", "2.1", "2.2"]);
    expect(await problemsOf(tenant.id)).toEqual([]);
  });

  it("stays one chain under 20 writers of 20 rows each, some of them across organisations", async () => {
    const [a, b] = [await makeTenant(), await makeTenant()];
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let n = 0; n < 20; n++) {
          if (writer % 2 === 0) await logOne(a.id, n);
          else
            await withSystem(async (tx) => {
              // In either order, which must not make two wait for each other.
              for (const id of writer % 4 === 1 ? [a.id, b.id] : [b.id, a.id])
                await auditAs(tx, { tenantId: id, actor: "system" }, "x.done", { type: "x", id: String(n) });
            });
        }
      }),
    );
    expect(await verifyTenantLog(a.id)).toMatchObject({ verified: true, rows: 400, head: { seq: 400 } });
    expect(await verifyTenantLog(b.id)).toMatchObject({ verified: true, rows: 200, head: { seq: 200 } });
  });
});

describe("verifying names", () => {
  it("the row of which one byte was changed, whichever column it is in", async () => {
    const { tenant, ids } = await loggedTenant(3);
    const [, id = ""] = ids;
    const columns = await owner<{ name: string; type: string }[]>`
      select column_name as name, data_type as type from information_schema.columns
      where table_name = 'audit_logs' and column_name not in ('id', 'tenant_id')`;
    expect(columns.length).toBeGreaterThanOrEqual(11);
    for (const { name, type } of columns) {
      const [row] = await owner<{ before: string }[]>`
        select ${owner(name)}::text as before from audit_logs where id = ${id}`;
      const flipped =
        type === "timestamp with time zone"
          ? owner`${owner(name)} + interval '1 ms'`
          : type === "jsonb"
            ? owner`replace(${owner(name)}::text, ${name === "detail" ? "2" : "Name"}, ${name === "detail" ? "3" : "Nane"})::jsonb`
            : owner`overlay(${owner(name)} placing 'z' from 1)`;
      await owner`update audit_logs set ${owner(name)} = ${flipped} where id = ${id}`;
      expect(await problemsOf(tenant.id), name).toEqual([{ kind: "row_changed", seq: 2, audit_id: id }]);
      await owner`update audit_logs set ${owner(name)} = ${row?.before ?? null}::text::${owner.unsafe(type)} where id = ${id}`;
      expect(await problemsOf(tenant.id), name).toEqual([]);
    }
    // Nothing is another thing than JSON's null.
    await owner`update audit_logs set before = null where id = ${id}`;
    await owner`update audit_chain set hash = hash where audit_id = ${id}`;
    expect(await problemsOf(tenant.id)).toHaveLength(1);
  });

  it("the row that is missing, with its link or without, and the one that was slipped in", async () => {
    const { tenant, ids } = await loggedTenant(5);
    await owner`delete from audit_logs where id = ${ids[1] ?? ""}`;
    expect(await problemsOf(tenant.id)).toEqual([{ kind: "row_missing", seq: 2, audit_id: ids[1] }]);
    await owner`delete from audit_chain where audit_id = ${ids[1] ?? ""}`;
    expect(await problemsOf(tenant.id)).toEqual([{ kind: "link_missing", seq: 3, audit_id: ids[2] }]);

    const other = await loggedTenant(2);
    const [slipped] = await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      return tx<{ id: string }[]>`
        insert into audit_logs (tenant_id, actor, action, target_type, target_id)
        values (${other.tenant.id}, 'system', 'file.deleted', 'file', 'f') returning id`;
    });
    expect(await problemsOf(other.tenant.id)).toEqual([
      { kind: "row_unlinked", seq: null, audit_id: slipped?.id },
    ]);
  });

  it("rows that were swapped, and a link that was changed", async () => {
    const { tenant, ids } = await loggedTenant(5);
    const [a, b, c] = [ids[1] ?? "", ids[3] ?? "", ids[4] ?? ""];
    const swap = () =>
      owner.begin(async (tx) => {
        await tx`update audit_chain set audit_id = gen_random_uuid() where tenant_id = ${tenant.id} and audit_id = ${a}`;
        await tx`update audit_chain set audit_id = ${a} where tenant_id = ${tenant.id} and audit_id = ${b}`;
        await tx`update audit_chain set audit_id = ${b} where tenant_id = ${tenant.id} and audit_id not in (select id from audit_logs)`;
      });
    await swap();
    expect(await problemsOf(tenant.id)).toEqual([
      { kind: "row_changed", seq: 2, audit_id: b },
      { kind: "row_changed", seq: 4, audit_id: a },
    ]);
    await swap();
    expect(await problemsOf(tenant.id)).toEqual([]);
    await owner`update audit_chain set hash = overlay(hash placing 'f' from 1) || '' where audit_id = ${c}`;
    await owner`update audit_chain set hash = overlay(hash placing '0' from 2) || '' where audit_id = ${c}`;
    expect(await problemsOf(tenant.id)).toEqual([{ kind: "row_changed", seq: 5, audit_id: c }]);
  });
});

describe("nobody but the chain's own trigger and its retention", () => {
  it("changes, empties or extends the log's past", async () => {
    const { tenant } = await loggedTenant(1);
    const statements = [
      sql`update audit_logs set actor = 'nobody'`,
      sql`delete from audit_logs`,
      sql`truncate audit_logs`,
      sql`update audit_chain set hash = ''`,
      sql`delete from audit_chain`,
      sql`insert into audit_chain values (${tenant.id}, 99, gen_random_uuid(), 'x')`,
      sql`alter table audit_logs disable trigger all`,
    ];
    const refused = { cause: { message: expect.stringMatching(/permission denied|must be owner/) } };
    for (const statement of statements) {
      await expect(withTenant(tenant.id, (tx) => tx.execute(statement))).rejects.toMatchObject(refused);
      await expect(withSystem((tx) => tx.execute(statement))).rejects.toMatchObject(refused);
    }
    await expect(
      withTenant(tenant.id, (tx) =>
        tx.execute(sql`select audit_remove(${tenant.id}, now() - interval '1 year', '{}')`),
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      withSystem((tx) => tx.execute(sql`select audit_remove(${tenant.id}, now(), '{}')`)),
    ).rejects.toMatchObject({ cause: { message: expect.stringMatching(/30 days/) } });
  });
});
