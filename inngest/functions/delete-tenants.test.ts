import "#lib/jobs/test/own-database.ts";

import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { requestExport } from "#lib/exports/request-export.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { invite } from "#lib/members/invite.ts";
import { objectStores } from "#lib/storage/index.ts";
import {
  archiveKey,
  auditAnchorKey,
  auditAnchorPrefix,
  logKey,
  logsPrefix,
  tenantPrefix,
} from "#lib/storage/keys.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { dueDeletions } from "#lib/tenancy/due-deletions.ts";
import { requestDeletion } from "#lib/tenancy/request-deletion.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { functions } from "./index.ts";

let engine: Engine | undefined;
afterEach(() => engine?.stop());
afterAll(closePools);

it("leaves nothing of an organisation: rows, objects, events, runs, mails; of another one everything", async () => {
  const [gone, other] = [await busyTenant(), await busyTenant()];
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 4, backoffMs: 200 });
  // Runs, mails and an archive come of it, as they do of every organisation's life.
  await vi.waitFor(
    async () => {
      for (const tenant of [gone, other]) {
        const { objects, mails, unfinished } = await left(tenant);
        expect({ objects, mails, unfinished }).toEqual({ objects: 5, mails: 3, unfinished: 0 });
      }
    },
    { timeout: 40_000, interval: 500 },
  );
  const before = await left(other);
  expect(Object.keys(before.rows).length).toBeGreaterThan(15);
  expect(before.events).toBeGreaterThan(2);
  expect(before.runs).toBeGreaterThan(2);

  await withSystem((tx) =>
    tx
      .update(tenants)
      .set({ deletionDueAt: sql`now() - interval '1 second'` })
      .where(eq(tenants.id, gone.id)),
  );
  expect(await dueDeletions()).toEqual([gone.slug]);
  await deleteTenant({ slug: gone.slug, confirmed: true, by: "request" });
  await vi.waitFor(
    async () => {
      const { waiting, ...rest } = await left(gone);
      // All that knows of it is the run that looks once more, when nobody can write any longer.
      expect(waiting).toBe("construction-ai-purge-tenant");
      expect(rest).toEqual({ rows: {}, objects: 0, events: 0, runs: 1, steps: 0, unfinished: 1, mails: 0 });
    },
    { timeout: 30_000, interval: 500 },
  );
  const { waiting: _, ...after } = await left(other);
  const { waiting: __, ...same } = before;
  expect(after).toEqual(same);
}, 90_000);

/** An organisation with rows, objects in both buckets, an export, mails, and a request to be deleted. */
async function busyTenant(): Promise<Fixture> {
  const tenant = await makeFixture();
  // Of a paid plan the last days are still to be billed: then its accounts would stay.
  await withSystem((tx) =>
    tx.update(tenants).set({ subscriptionTier: "free" }).where(eq(tenants.id, tenant.id)),
  );
  const system = await systemCtx(tenant.id);
  await estimateFile(
    system,
    await modelledFile(system, [
      { ifcClass: "IfcWall", storey: 0, quantities: { volumeM3: 2 }, materials: [["Concrete C30/37"]] },
    ]),
  );
  const { files, archive } = objectStores();
  const file = await makeFile(tenant);
  const body = () => Readable.from([Buffer.from("ISO-10303-21;")]);
  const described = { contentType: "application/octet-stream" };
  await files.putStream(file.storageKey, body(), described);
  await archive.putStream(archiveKey(tenant.id, file.id, "a.ifc"), body(), described);
  await archive.putStream(auditAnchorKey(tenant.id, "2026-11-27"), body(), described);
  await archive.putStream(logKey(tenant.id, "audit", "2026-09-27", "part"), body(), described);
  const { ctx } = await memberCtx(tenant, tenant.members.admin.id);
  await requestExport(ctx);
  await invite(ctx, { email: `new@${tenant.marker}.test`, role: "viewer" });
  await requestDeletion(ctx, { confirm: tenant.slug });
  return tenant;
}

/** What there is of an organisation: rows by table, objects, events, runs and their steps, mails that name its address. */
async function left(tenant: Fixture) {
  return withSystem(async (tx) => {
    const tables = await tx.execute<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id' and table_name not in ('outbox', 'job_runs')
        and not (select relispartition from pg_class where oid = table_name::regclass)`);
    // In one statement: this is asked again and again while the engine works in the same process.
    const counts = [...tables, { name: "tenants" }].map(({ name }) => {
      const key = sql.identifier(name === "tenants" ? "id" : "tenant_id");
      return sql`select ${name} as name, count(*)::int as n from ${sql.identifier(name)} where ${key} = ${tenant.id}`;
    });
    const counted = await tx.execute<{ name: string; n: number }>(sql.join(counts, sql` union all `));
    const rows = Object.fromEntries(counted.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
    const [jobs] = await tx.execute<{
      events: number;
      runs: number;
      steps: number;
      unfinished: number;
      waiting: string | null;
    }>(sql`
      select (select count(*)::int from outbox where tenant_id = ${tenant.id}) as events,
        (select count(*)::int from job_runs where tenant_id = ${tenant.id}) as runs,
        (select count(*)::int from job_steps s join job_runs r on r.id = s.run_id
          where r.tenant_id = ${tenant.id} and r.function_id <> 'construction-ai-purge-tenant') as steps,
        (select count(*)::int from job_runs where tenant_id = ${tenant.id} and finished_at is null) as unfinished,
        (select max(function_id) from job_runs where tenant_id = ${tenant.id} and status = 'sleeping') as waiting`);
    const [mails] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(caughtMails)
      .where(
        sql`position(${tenant.slug} in ${caughtMails.text}) > 0 or position(${tenant.marker} in ${caughtMails.text} || ${caughtMails.recipient}) > 0`,
      );
    let objects = 0;
    const { files, archive } = objectStores();
    for (const list of [
      files.list(tenantPrefix("files", tenant.id)),
      archive.list(tenantPrefix("archive", tenant.id)),
      archive.list(auditAnchorPrefix(tenant.id)),
      archive.list(logsPrefix(tenant.id)),
    ])
      for await (const _ of list) objects++;
    return { rows, objects, ...jobs, mails: mails?.n ?? 0 };
  });
}
