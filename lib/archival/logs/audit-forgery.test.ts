import "#lib/jobs/test/own-database.ts";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogsRestored } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ARCHIVED_ACTION, archiveAuditDay } from "#lib/archival/logs/archive-audit-day.ts";
import { loadRequestedLogs } from "#lib/archival/logs/load-requested.ts";
import { requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import { forge, linesOfPart, type Part } from "#lib/archival/logs/test/forge.ts";
import {
  archive,
  dayBefore,
  kindsOf,
  list,
  logOn,
  oldLog,
  partsOf,
} from "#lib/archival/logs/test/old-log.ts";
import { VerifyArchive, verifyArchive } from "#lib/archival/logs/verify-archive.ts";
import { auditAs } from "#lib/audit/record.ts";
import { owner } from "#lib/audit/test/log.ts";
import { verifyAuditLog, verifyTenantLog } from "#lib/audit/verify-log.ts";
import { Archive } from "#lib/exports/archive.ts";
import { archivedActivity, writeArchivedLogs } from "#lib/exports/archived-logs.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(async () => {
  await owner.end();
  await closePools();
});

/** An organisation whose first old day is archived and no longer in the database. */
async function archivedLog() {
  const { tenant, days } = await oldLog();
  await archive(tenant.id);
  await shedAuditLog();
  const [part, second] = await partsOf(tenant.id);
  if (!part || !second) throw new Error("Nothing was archived");
  return { tenant, days, part, second, lines: await linesOfPart(part) };
}

/** The log says of a part what its row says: another entry, since the first one cannot be changed. */
async function tellAgain(part: Part, says: Partial<Part>): Promise<void> {
  const { id, day, part: nth, places, objectKey, tenantId } = part;
  if (!tenantId) throw new Error("A part of nobody's");
  const detail = {
    ...{ archived_log_id: id, day, part: nth, rows: says.rows, places, object_key: objectKey },
    ...{ bytes: says.bytes, sha256: says.sha256, content_sha256: says.contentSha256 },
    links_sha256: part.linksSha256,
  };
  await withSystem((tx) =>
    auditAs(tx, { tenantId, actor: "system" }, ARCHIVED_ACTION, { type: "tenant", id: tenantId }, detail),
  );
}

const changed = (lines: readonly string[], n: number, from: string, to: string) =>
  lines.map((line, at) => (at === n ? line.replace(from, to) : line));

describe("a part whose row and checksums fit another content", () => {
  it("is found, is not given back, and is not exported", async () => {
    const { tenant, days, part, lines } = await archivedLog();
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    const entry = JSON.parse(lines[1] ?? "");
    const says = await forge(part, changed(lines, 1, '"system"', '"user:somebody"'));
    await tellAgain(part, says);
    const sentence = `What is archived as entry ${entry.seq} of ${days[0]} is not what the chain holds.`;
    const { verified, problems } = await verifyTenantLog(tenant.id);
    expect(verified).toBe(false);
    expect(problems).toContainEqual({ kind: "archive_changed", seq: null, audit_id: null, sentence });
    // The first entry of the part stands in the log, whatever was written after it.
    expect(problems.map(({ kind }) => kind)).toContain("archive_unbound");

    const ctx = await systemCtx(tenant.id);
    await requestLogRestore(ctx, { from: days[0] ?? "", to: days[1] ?? "" });
    expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 1, failed: 1 });
    const { items, archived_days } = await list(tenant.id, { from: days[0], to: days[1], action: "file" });
    expect(items.map(({ created_at }) => created_at.slice(0, 10))).toEqual([days[1], days[1], days[1]]);
    expect(archived_days).toMatchObject({ searchable: 1, requested: 0 });
    const [told] = (await list(tenant.id, { action: "audit_log.restore_failed" })).items;
    expect(told?.detail).toMatchObject({ day: days[0], part: 1, reason: sentence });

    const written = new Archive();
    const entries = (async () => {
      await writeArchivedLogs(ctx, written, async () => {});
      await written.finish({});
      return written.entries.map(({ path }) => path);
    })();
    for await (const _chunk of written.output);
    expect((await entries).slice(0, 3)).toEqual([
      `logs/audit-${days[1]}-1.ndjson.gz`,
      `logs/audit-${days[2]}-1.ndjson.gz`,
      "logs/not-included.csv",
    ]);
    const activity: Record<string, unknown>[] = [];
    for await (const row of archivedActivity([tenant.id], "somebody")) activity.push(row);
    expect(activity).toEqual([{ organisation_id: tenant.id, day: days[0], not_included: sentence }]);
  });

  it("shows whatever was changed of it", async () => {
    const { tenant, part, second, lines } = await archivedLog();
    const others = await linesOfPart(second);
    const [first = "", next = "", last = ""] = lines;
    const forgeries: Record<string, readonly string[]> = {
      "another time": changed(lines, 0, "T12:00", "T13:00"),
      "a further field": changed(lines, 2, "{", '{"note": 1, '),
      "a field twice, of which programs read the one or the other": changed(
        lines,
        0,
        "{",
        '{"actor": "user:x", ',
      ),
      "another layout": changed(lines, 1, '": ', '":'),
      "no JSON": [first, next, "none"],
      "a value of another type": changed(lines, 0, `"seq": `, `"seq": "x", "was": `),
      "a detail less": changed(lines, 0, '"n": 1.5, ', ""),
      "another order": [next, first, last],
      "an entry less": [first, next],
      "an entry twice": [first, next, next],
      "an entry of another day": [first, next, others[0] ?? ""],
      "nothing at all": [],
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      expect(forgery, what).not.toEqual(lines);
      await forge(part, forgery);
      expect([what, await kindsOf(tenant.id)]).toEqual([what, ["archive_changed", "archive_unbound"]]);
    }
    await forge(part, lines);
    // The same lines again are true, however they are packed.
    expect((await kindsOf(tenant.id)).filter((kind) => kind !== "archive_unbound")).toEqual([]);
  });

  it("shows where the part or the entry that tells of it is away, or has another's places", async () => {
    const { tenant, part, second } = await archivedLog();
    const set = (values: Record<string, string | Date | null>) =>
      owner`update archived_logs set ${owner(values)} where id = ${part.id}`;
    await set({ object_key: second.objectKey });
    expect((await kindsOf(tenant.id)).sort()).toEqual(["archive_changed", "archive_unbound"]);
    await set({ object_key: part.objectKey, places: second.places });
    const { problems } = await verifyTenantLog(tenant.id);
    expect(problems.map(({ sentence }) => sentence)).toContain(
      `Archived entries of ${second.day} are told to be archived twice.`,
    );
    await set({ places: part.places });
    expect(await kindsOf(tenant.id)).toEqual([]);
    // Marked as if the plan kept it no longer, of which the log says nothing.
    await set({ expired_at: new Date() });
    expect(await kindsOf(tenant.id)).toContain("archive_missing");
    await set({ expired_at: null });
    await withSystem((tx) =>
      tx.insert(archivedLogs).values({
        ...{ ...part, id: undefined, part: 9 },
        ...{ places: "{[900,903)}", removedAt: null },
      }),
    );
    expect(await kindsOf(tenant.id)).toEqual(["archive_changed", "archive_unbound"]);
  });

  it("shows in what was restored for searching as well", async () => {
    const { tenant, days } = await archivedLog();
    const ctx = await systemCtx(tenant.id);
    await requestLogRestore(ctx, { from: days[0] ?? "", to: days[0] ?? "" });
    await loadRequestedLogs(tenant.id);
    expect(await kindsOf(tenant.id)).toEqual([]);
    await withSystem((tx) =>
      tx
        .update(auditLogsRestored)
        .set({ actor: "user:x" })
        .where(sql`tenant_id = ${tenant.id} and target_id = ${`${days[0]} 2`}`),
    );
    expect(await kindsOf(tenant.id)).toEqual(["row_changed"]);
  });
});

it("every value comes back as it was, JSON's null and numbers included", async () => {
  const tenant = await makeTenant({ plan: "pro" });
  const day = dayBefore(44);
  await owner`
    insert into audit_logs (tenant_id, actor, action, target_type, target_id, detail, before, after, created_at)
    values (${tenant.id}, 'system', 'file.changed', 'file', 'a', '{"n": 1.50, "big": 12345678901234567890.10}', 'null', null, ${`${day}T12:00:00.120Z`}),
      (${tenant.id}, 'system', 'file.changed', 'file', ${'"\\\u2028\t{'}, 'null', null, '[]', ${`${day}T23:59:59.999Z`})`;
  const rows = (table: string) => owner`
    select id, tenant_id, actor, target_id, detail::text as detail, before::text as before, after::text as after, created_at::text as at
    from ${owner(table)} where tenant_id = ${tenant.id} and target_type = 'file' order by created_at`;
  const before = [...(await rows("audit_logs"))];
  expect(before).toMatchObject([
    { before: "null", after: null },
    { detail: "null", before: null },
  ]);
  expect(await archive(tenant.id)).toMatchObject({ archived: 1, failed: 0 });
  expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, archived: { rows: 2, read: 1 } });
  await owner`update archived_logs set removed_at = now() where tenant_id = ${tenant.id}`;
  await requestLogRestore(await systemCtx(tenant.id), { from: day, to: day });
  expect(await loadRequestedLogs(tenant.id)).toMatchObject({ loaded: 1 });
  expect([...(await rows("audit_logs_restored"))]).toEqual(before);
});

it("a long day has several parts, and the archive is read a few at a time", async () => {
  const tenant = await makeTenant({ plan: "pro" });
  const [day, next] = [dayBefore(45), dayBefore(44)];
  await logOn(tenant.id, day, Array(7).fill("file"));
  await logOn(tenant.id, next, Array(3).fill("file"));
  expect(await archiveAuditDay(tenant.id, day, "STANDARD_IA", 3)).toMatchObject({ rows: 7 });
  expect(await archiveAuditDay(tenant.id, next, "STANDARD_IA", 3)).toMatchObject({ rows: 3 });
  expect(await archiveAuditDay(tenant.id, next, "STANDARD_IA", 3)).toBeNull();
  const parts = await partsOf(tenant.id);
  expect(parts.map(({ day, part, rows }) => [day, part, rows])).toEqual([
    ...[
      [day, 1, 3],
      [day, 2, 3],
      [day, 3, 1],
    ],
    [next, 1, 3],
  ]);
  const ctx = await systemCtx(tenant.id);
  const { verified, archived } = await verifyAuditLog(ctx);
  expect({ verified, ...archived }).toEqual({
    verified: true,
    days: 2,
    rows: 10,
    next: "/api/audit-logs/verification/archive",
  });
  await forge(parts[2] as Part, ["{}"]);
  const seen: unknown[] = [];
  for (let address = archived.next; address !== null; ) {
    const query = Object.fromEntries(new URL(address, "http://x").searchParams);
    const found = await verifyArchive(ctx, VerifyArchive.parse(query), 4);
    seen.push([found.first_day, found.last_day, found.rows, found.read, found.problem_count]);
    address = found.next;
  }
  expect(seen).toEqual([
    [day, day, 3, 1, 0],
    [day, day, 4, 1, 1],
    [next, next, 3, 1, 0],
  ]);
  for (const cursor of ["1; drop", "4164-97-72.389", "0000-01-01.1", "2026-02-29.1"])
    expect(VerifyArchive.safeParse({ cursor }).success, cursor).toBe(false);
});
