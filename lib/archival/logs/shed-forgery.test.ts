import "#lib/jobs/test/own-database.ts";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import { archive, dayBefore, filesIn, oldDay, partsOf, typesOf } from "#lib/archival/logs/test/old-log.ts";
import { auditAs } from "#lib/audit/record.ts";
import { owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";

afterEach(async () => {
  // What is left in a partition decides what becomes of it.
  await owner`delete from audit_logs`;
  await owner`delete from archived_logs`;
});
afterAll(async () => {
  await owner.end();
  await closePools();
});

const problemsOf = async (tenantId: string) =>
  (await verifyTenantLog(tenantId)).problems.map(({ kind, sentence }) => ({ kind, sentence }));

describe("what the platform's own role could forge", () => {
  const sha256 = "0".repeat(64);
  async function forge(
    { tenant, day }: Awaited<ReturnType<typeof oldDay>>,
    places: string,
    tell: { actor?: string; places?: string } | null,
  ) {
    const id = randomUUID();
    const [links] = await owner<{ sha: string }[]>`
      select encode(sha256(convert_to(string_agg(l.hash, '' order by l.seq), 'UTF8')), 'hex') as sha from audit_chain l
      where l.tenant_id = ${tenant.id} and ${places}::int8multirange @> l.seq`;
    const part = { day, part: 1, rows: 3, places, bytes: 100 };
    const objectKey = `logs/${tenant.id}/audit/${day}/${id}.ndjson.gz`;
    const linksSha256 = links?.sha ?? "";
    await withSystem(async (tx) => {
      await tx.insert(archivedLogs).values({
        ...{ ...part, id, tenantId: tenant.id, kind: "audit", storageClass: "STANDARD_IA", objectKey },
        ...{ sha256, contentSha256: sha256, linksSha256, verifiedAt: new Date() },
      });
      if (tell)
        await auditAs(
          tx,
          { tenantId: tenant.id, actor: tell.actor ?? "system" },
          "audit_log.archived",
          { type: "tenant", id: tenant.id },
          {
            ...{ archived_log_id: id, ...part, places: tell.places ?? places, object_key: objectKey },
            ...{ sha256, content_sha256: sha256, links_sha256: linksSha256 },
          },
        );
    });
    return id;
  }

  it.each([
    ["no entry of the log tells of it", null],
    ["a member's entry tells of it", { actor: "user:1" }],
    ["the entry tells of other places", { places: "{[1,3)}" }],
  ])("a part of the archive lets nothing go where %s", async (_why, tell) => {
    const log = await oldDay(65, ["file", "file", "file"]);
    await forge(log, "{[1,4)}", tell);
    expect(await shedAuditLog()).toMatchObject({ rows: 0 });
    expect(await filesIn(log.tenant.id)).toBe(3);
    expect(await problemsOf(log.tenant.id)).toContainEqual({
      kind: "archive_unbound",
      sentence: expect.stringContaining(log.day),
    });
  });

  it("nor where its links are not the chain's any more, or the entry is not what was written", async () => {
    const log = await oldDay(65, ["file", "file", "file"]);
    const { tenant } = log;
    await archive(tenant.id);
    const [link] = await owner`select hash from audit_chain where tenant_id = ${tenant.id} and seq = 2`;
    await owner`update audit_chain set hash = ${sha256} where tenant_id = ${tenant.id} and seq = 2`;
    expect(await shedAuditLog()).toMatchObject({ rows: 0 });
    await owner`update audit_chain set hash = ${link?.hash} where tenant_id = ${tenant.id} and seq = 2`;
    const said = (user: string) =>
      owner`update audit_logs set ip = ${user} where tenant_id = ${tenant.id} and action = 'audit_log.archived'`;
    await said("192.0.2.1");
    expect(await shedAuditLog()).toMatchObject({ rows: 0 });
    await owner`update audit_logs set ip = null where tenant_id = ${tenant.id} and action = 'audit_log.archived'`;
    expect(await shedAuditLog()).toMatchObject({ rows: 3 });
    expect(await problemsOf(tenant.id)).toEqual([]);
  });

  it("never lets go of what is about invoices and the organisation, with an entry neither", async () => {
    const log = await oldDay(65, ["file", "invoice", "tenant", "file", "file"]);
    await forge(log, "{[1,6)}", {});
    await shedAuditLog();
    const types = await typesOf(log.tenant.id);
    expect(types).toEqual(expect.arrayContaining(["invoice.changed", "tenant.changed"]));
    expect(await problemsOf(log.tenant.id)).not.toEqual([]);
  });

  it("cannot change what was written of a part, nor write one whose rows are said to have left", async () => {
    const { tenant, day } = await oldDay(65, ["file"]);
    await archive(tenant.id);
    const [part] = await partsOf(tenant.id);
    if (!part) throw new Error("No part");
    for (const change of [
      { verifiedAt: null },
      { places: "{[1,100)}" },
      { sha256: "0".repeat(64) },
      { objectKey: "x" },
      { day: dayBefore(3) },
    ])
      await expect(
        withSystem((tx) => tx.update(archivedLogs).set(change).where(eq(archivedLogs.id, part.id))),
      ).rejects.toMatchObject({ cause: { message: "permission denied for table archived_logs" } });
    const { id: _id, ...like } = part;
    await expect(
      withSystem((tx) => tx.insert(archivedLogs).values({ ...like, day, part: 9, removedAt: new Date() })),
    ).rejects.toMatchObject({ cause: { message: expect.stringMatching(/row-level security/) } });
  });
});

it("verification misses rows whose part is not verified any more, and says which", async () => {
  const { tenant } = await oldDay(65, ["file", "file"]);
  await archive(tenant.id);
  await shedAuditLog();
  expect(await problemsOf(tenant.id)).toEqual([]);
  const ids = await owner<{ audit_id: string }[]>`
    select audit_id from audit_chain where tenant_id = ${tenant.id} and seq <= 2 order by seq`;
  await owner`update archived_logs set verified_at = null where tenant_id = ${tenant.id}`;
  expect(await problemsOf(tenant.id)).toEqual(
    expect.arrayContaining(
      ids.map(({ audit_id }, n) => ({
        kind: "row_missing",
        sentence: `Entry ${n + 1} (row ${audit_id}) is missing.`,
      })),
    ),
  );
});
