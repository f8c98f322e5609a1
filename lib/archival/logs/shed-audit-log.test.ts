import "#lib/jobs/test/own-database.ts";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ensureAuditPartitions, shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import {
  archive,
  DAY_MS,
  dayBefore,
  filesIn,
  list,
  logOn,
  oldDay,
  oldLog,
  partitions,
  partsOf,
  typesOf,
} from "#lib/archival/logs/test/old-log.ts";
import { verifyChain } from "#lib/audit/chain.ts";
import { auditAs } from "#lib/audit/record.ts";
import { trimAuditLog } from "#lib/audit/retention.ts";
import { logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";

/** As the owner in a session of its own, which is told everything. */
const told: string[] = [];
const session = postgres(process.env.DATABASE_URL ?? "", {
  max: 1,
  onnotice: ({ message }) => told.push(message ?? ""),
});

beforeAll(() => session`set client_min_messages = debug1`);
afterEach(async () => {
  vi.restoreAllMocks();
  // What is left in a partition decides what becomes of it.
  await owner`delete from audit_logs`;
  await owner`delete from archived_logs`;
});
afterAll(async () => {
  await session.end();
  await owner.end();
  await closePools();
});

const BRIEFLY = { lockMs: 100, statementMs: 0 };

const implied = (name: string) =>
  expect.stringMatching(new RegExp(`"${name}" is implied by existing constraints`));

describe("attaching a partition looks at nothing while others wait", () => {
  const fences = () =>
    owner`select from pg_constraint where conname in ('audit_logs_fence', 'audit_logs_within')`;

  it("neither through what is kept, for a week to come", async () => {
    const [fenced, plain] = [dayBefore(-70), dayBefore(-84)];
    told.length = 0;
    expect(await session`select audit_fence(${fenced}::date) as stands`).toEqual([{ stands: true }]);
    expect(await session`select audit_fence_holds() as holds`).toEqual([{ holds: true }]);
    await session`select ensure_audit_partition(${fenced}::date)`;
    expect(told).toContainEqual(implied("audit_logs_kept"));
    expect(await fences()).toEqual([]);
    told.length = 0;
    await session`select ensure_audit_partition(${plain}::date)`;
    expect(told).not.toContainEqual(implied("audit_logs_kept"));
  });

  it("nor through a partition that is written anew", async () => {
    const { tenant, day } = await oldDay(66, ["file", "file", "file"]);
    await archive(tenant.id);
    await logOn((await makeTenant()).id, day, ["file"]);
    const [week] =
      await owner`select to_char(date_trunc('week', ${day}::date::timestamp), 'YYYYMMDD') as monday`;
    const name = `audit_logs_${week?.monday}`;
    expect(await session`select way from audit_shed(${name})`).toEqual([{ way: "rewrite" }]);
    // Another way than it would take now: nothing is done.
    expect(await session`select gone from audit_shed(${name}, 'drop')`).toEqual([{ gone: "0" }]);
    await session`select audit_fence(${day}::date)`;
    await session`select audit_fence_holds()`;
    told.length = 0;
    expect(await session`select gone from audit_shed(${name}, 'rewrite')`).toEqual([{ gone: "3" }]);
    expect(told).toContainEqual(implied("audit_logs_kept"));
    expect(told).toContainEqual(implied(name));
    expect(await fences()).toEqual([]);
    expect(await filesIn(tenant.id)).toBe(0);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
  });

  it("nor through what is kept when that is written anew", async () => {
    const tenant = await makeTenant({ plan: "pro" });
    await logOn(tenant.id, dayBefore(150), ["file", ...Array(200).fill("file"), "invoice"]);
    await archive(tenant.id);
    expect(await session`select way from audit_shed('audit_logs_kept')`).toEqual([{ way: "rewrite" }]);
    told.length = 0;
    expect(await session`select gone from audit_shed('audit_logs_kept', 'rewrite')`).toEqual([
      { gone: "201" },
    ]);
    expect(told).toContainEqual(implied("audit_logs_kept"));
    expect(await typesOf(tenant.id)).toContain("invoice.changed");
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    // It still takes what has no partition, and finds it by its time.
    await logOn(tenant.id, dayBefore(160), ["file"]);
    expect(await filesIn(tenant.id)).toBe(1);
    const indexes = await owner<{ indexdef: string }[]>`
      select indexdef from pg_indexes where tablename = 'audit_logs_kept' and indexdef like '%(created_at)'`;
    expect(indexes).toHaveLength(1);
  });

  it("a fence never stands in anybody's way: not where rows may come, and not for longer than it is needed", async () => {
    const tenant = await makeTenant();
    const ahead = dayBefore(-98);
    await logOn(tenant.id, ahead, ["file"]);
    expect(await session`select audit_fence(${ahead}::date) as stands`).toEqual([{ stands: true }]);
    expect(await session`select audit_fence_holds() as holds`).toEqual([{ holds: false }]);
    expect(await fences()).toEqual([]);
    // A week that is over or runs and has no partition: rows of it go to what is kept.
    expect(await session`select audit_fence(${dayBefore(200)}::date) as stands`).toEqual([{ stands: false }]);
    // Of a process that died.
    await session`select audit_fence(${dayBefore(-112)}::date)`;
    await ensureAuditPartitions(new Date(Date.parse(ahead)));
    expect(await fences()).toEqual([]);
    expect(await filesIn(tenant.id)).toBe(1);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    await logOn(tenant.id, dayBefore(-112), ["file"]);
  });
});

describe("beside everybody else", () => {
  it("one partition that fails keeps no other, and is told", async () => {
    const first = await oldDay(72, ["file", "file"]);
    await logOn((await makeTenant()).id, first.day, ["file"]);
    const second = await oldDay(58, ["file", "file"]);
    for (const { tenant } of [first, second]) await archive(tenant.id);
    await owner`create table audit_logs_anew ()`;
    expect(await shedAuditLog()).toMatchObject({ rows: 2, failed: 1 });
    expect(await filesIn(first.tenant.id)).toBe(2);
    expect(await filesIn(second.tenant.id)).toBe(0);
    await owner`drop table audit_logs_anew`;
    expect(await shedAuditLog()).toMatchObject({ rows: 2, failed: 0 });
    expect(await filesIn(first.tenant.id)).toBe(0);
    expect(await owner`select from pg_constraint where conname = 'audit_logs_fence'`).toEqual([]);
  });

  it("a deadlock is tried again", async () => {
    const { tenant } = await oldDay(65, ["file", "file"]);
    await archive(tenant.id);
    const [own] = await owner<{ def: string }[]>`select pg_get_functiondef('audit_told'::regproc) as def`;
    await owner.unsafe(`create sequence looked;
      create or replace function audit_told(d archived_logs) returns boolean language plpgsql as $$ begin
        if nextval('looked') <= 2 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
        return true;
      end $$`);
    expect(await shedAuditLog()).toMatchObject({ rows: 2 });
    await owner.unsafe(own?.def ?? "");
    await owner`drop sequence looked`;
    expect(await filesIn(tenant.id)).toBe(0);
  });

  it("those who change an organisation and tell of it, or delete one, are neither stopped nor lose anything", async () => {
    const { tenant, day } = await oldDay(65, ["file", "file", "file"]);
    await archive(tenant.id);
    await logOn((await makeTenant()).id, day, ["file"]);
    let over = false;
    let written = 0;
    const writing = (async () => {
      for (let n = 0; !over || n < 3; n++) {
        await withSystem(async (tx) => {
          await tx
            .update(tenants)
            .set({ name: `Name ${n}` })
            .where(eq(tenants.id, tenant.id));
          await auditAs(tx, { tenantId: tenant.id, actor: "system" }, "tenant.renamed", {
            type: "tenant",
            id: tenant.id,
          });
        });
        written += 1;
      }
    })();
    const deleting = (async () => {
      while (!over) {
        const { id } = await makeTenant();
        await logOne(id, 1);
        await withSystem((tx) => tx.delete(tenants).where(eq(tenants.id, id)));
      }
    })();
    // Who was always in its way would be let be until the next night.
    await vi.waitFor(
      async () => {
        await shedAuditLog();
        expect(await filesIn(tenant.id)).toBe(0);
      },
      { timeout: 25_000 },
    );
    over = true;
    await Promise.all([writing, deleting]);
    expect((await typesOf(tenant.id)).filter((action) => action === "tenant.renamed")).toHaveLength(written);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
  });

  it("a verification sees nothing missing of what leaves meanwhile", async () => {
    const { tenant } = await oldLog();
    await archive(tenant.id);
    const looks = [];
    const shed = shedAuditLog();
    for (let n = 0; n < 5; n++) looks.push(await verifyTenantLog(tenant.id));
    await shed;
    looks.push(await verifyTenantLog(tenant.id));
    expect(looks.map(({ problems }) => problems)).toEqual(looks.map(() => []));
    expect(await filesIn(tenant.id)).toBe(0);
  });

  it("nor of what the plan's retention removes meanwhile, in the log and in the archive", async () => {
    const { tenant, days } = await oldLog();
    await owner`update tenants set subscription_tier = 'free' where id = ${tenant.id}`;
    await archive(tenant.id);
    const [part] = await partsOf(tenant.id);
    const later = new Date(Date.parse(`${days[0]}T00:00:00Z`) + 91.5 * DAY_MS);
    // The verification has looked at what was removed, and waits for the chain.
    let verified: ReturnType<typeof verifyTenantLog> | undefined;
    await owner.begin(async (tx) => {
      await tx`lock table audit_chain in access exclusive mode`;
      verified = verifyTenantLog(tenant.id);
      await vi.waitFor(
        async () =>
          expect(
            await owner`select from pg_locks where relation = 'audit_chain'::regclass and not granted`,
          ).toHaveLength(1),
        { timeout: 20_000 },
      );
      // Meanwhile no partition is changed.
      await expect(
        withSystem(
          (shed) => shed.execute(sql`select ensure_audit_partition(${dayBefore(-140)}::date)`),
          BRIEFLY,
        ),
      ).rejects.toMatchObject({ cause: { code: "55P03" } });
      await tx`select audit_remove(${tenant.id}, ${new Date(later.getTime() - 90 * DAY_MS)}, '{invoice}')`;
    });
    expect((await verified)?.problems).toEqual([]);
    expect(part?.day).toBe(days[0]);

    // An object that goes while it is about to be read: its part went before.
    const store = objectStores().archive;
    const head = store.head.bind(store);
    vi.spyOn(store, "head").mockImplementationOnce(async (key) => {
      await owner`update archived_logs set expired_at = now() where object_key = ${key}`;
      await store.purge(key);
      return head(key);
    });
    expect((await verifyTenantLog(tenant.id)).problems).toEqual([]);
  });

  it("retention and verification wait for a partition that is changed, and say so", async () => {
    const { tenant } = await oldLog();
    await owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(7240316)`;
      await expect(
        withSystem((trim) => trimAuditLog(trim, tenant.id, new Date(Date.now() + 400 * DAY_MS)), BRIEFLY),
      ).rejects.toMatchObject({ cause: { code: "55P03" } });
      await expect(
        withTenant(tenant.id, (look) => verifyChain(look, tenant.id), BRIEFLY),
      ).rejects.toMatchObject({
        status: 409,
        code: "audit_log_busy",
        message: expect.stringContaining("Try again"),
      });
    });
    expect(await partitions()).toContain("audit_logs_kept");
    expect((await list(tenant.id)).items).toHaveLength(15);
  });
});
