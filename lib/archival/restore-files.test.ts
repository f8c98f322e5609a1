import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as list } from "#app/api/archival/restores/route.ts";
import { POST as restoreOne, GET as terms } from "#app/api/files/[id]/restore/route.ts";
import { POST as restoreMany } from "#app/api/files/restore/route.ts";
import { closePools } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { memberships } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, hideThing, makeFixture } from "#lib/http/testing/fixture.ts";
import type { StorageClass } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { describeEvent, HeardEvent } from "#lib/webhooks/describe-event.ts";
import { advanceRestore } from "./advance-restore.ts";
import { archiveFile } from "./archive-file.ts";
import { advanceDue } from "./due-restores.ts";
import { ListRestores, listRestores } from "./list-restores.ts";
import { RestoreAsk } from "./request-restores.ts";
import { restoreFile } from "./restore-file.ts";
import { RestoreFiles, restoreFiles } from "./restore-files.ts";
import { restoreMails } from "./restore-mail.ts";
import { type MovableClock, movableClock } from "./test/clock.ts";
import { storedFile } from "./test/stored-file.ts";

afterAll(closePools);

const DAY = 86_400;
let tenant: Fixture;
let system: Ctx;
let editor: Ctx;
let clock: MovableClock;
beforeEach(async () => {
  tenant = await makeFixture();
  system = await systemCtx(tenant.id);
  editor = (await memberCtx(tenant, tenant.members.editor.id)).ctx;
  clock = movableClock();
});
afterEach(() => clock.stop());

async function archived(storageClass: StorageClass = "GLACIER"): Promise<string> {
  const { id } = await storedFile(system);
  expect(await archiveFile(system, id, { storageClass })).toMatchObject({ status: "archived" });
  return id;
}
const bulk = (ids: string[], over: Partial<RestoreAsk> = {}) =>
  restoreFiles(editor, RestoreFiles.parse({ file_ids: ids, ...over }), clock.now());
const progress = async (batchId: string, ctx = editor) =>
  (await listRestores(ctx, ListRestores.parse({ batch_id: batchId }))).progress;

/** Every mail that the outbox' events about these files make, with its event. */
async function mailsAbout(fileIds: string[]): Promise<{ event: string; mail: Mail }[]> {
  const events = await withSystem((tx) =>
    tx
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.tenantId, tenant.id),
          inArray(outbox.name, [
            "file/restored",
            "file/restore.expiring",
            "file/restore.failed",
            "file/restores.settled",
          ]),
        ),
      )
      .orderBy(outbox.seq),
  );
  const mails: { event: string; mail: Mail }[] = [];
  for (const { name, data } of events) {
    const about = data as Parameters<typeof restoreMails>[1];
    if (!fileIds.includes(about.file_id)) continue;
    for (const mail of await restoreMails(name, about)) mails.push({ event: name, mail });
  }
  return mails;
}

describe("many files at once", () => {
  it("are one batch with its progress, told of by one mail and reminded of by one", async () => {
    const ids = await Promise.all([archived(), archived(), archived(), archived("STANDARD_IA")]);
    const hot = (await storedFile(system)).id;
    const unknown = randomUUID();
    const answer = await bulk([...ids, ids[0] ?? "", hot, unknown]);
    expect(answer.restores.map(({ file_id }) => file_id).sort()).toEqual([...ids].sort());
    expect(answer.skipped.sort((a, b) => a.code.localeCompare(b.code))).toMatchObject([
      { file_id: hot, code: "file_not_archived" },
      { file_id: unknown, code: "file_not_found" },
    ]);
    expect(await progress(answer.batch_id)).toMatchObject({ total: 4, requested: 3, ready: 1, size: 80_000 });
    // What is under way already keeps its restore.
    const again = await bulk(ids);
    expect(again.restores.map(({ restore_id }) => restore_id).sort()).toEqual(
      answer.restores.map(({ restore_id }) => restore_id).sort(),
    );
    await due();
    expect(await progress(answer.batch_id)).toMatchObject({ in_progress: 3, ready: 1 });
    expect(await mailsAbout(ids)).toEqual([]);
    clock.pass(11);
    await due();
    expect(await progress(answer.batch_id)).toMatchObject({
      ready: 4,
      size_ready: 80_000,
      estimated_ready: null,
    });
    expect(await mailsAbout(ids)).toMatchObject([
      {
        event: "file/restored",
        mail: { to: tenant.members.editor.email, subject: "4 of 4 files are restored", reason: "asked" },
      },
    ]);
    clock.pass(6.5 * DAY);
    await due();
    expect((await mailsAbout(ids)).map(({ event }) => event)).toEqual([
      "file/restored",
      "file/restore.expiring",
    ]);
    clock.pass(DAY);
    await due();
    expect(await progress(answer.batch_id)).toMatchObject({ expired: 4, total: 4 });
    expect(await mailsAbout(ids)).toHaveLength(2);
  });

  it("are told of when the last one under way is deleted, and not while another is", async () => {
    const [there, late, last, atOnce] = [
      await archived(),
      await archived(),
      await archived(),
      await archived("STANDARD_IA"),
    ];
    const ids = [there, late, last, atOnce];
    await bulk(ids, { permanent: false });
    const { id } = await restoreOf(there);
    await advanceRestore(system, id, clock.now());
    clock.pass(11);
    await advanceRestore(system, id, clock.now());
    expect(await restoreOf(there)).toMatchObject({ status: "ready" });
    await deleteFile(editor, late);
    expect(await mailsAbout(ids)).toEqual([]);
    await deleteFile(editor, last);
    const told = await mailsAbout(ids);
    expect(told).toMatchObject([
      {
        event: "file/restores.settled",
        mail: { to: tenant.members.editor.email, subject: "2 of 2 files are restored" },
      },
    ]);
    // What is readable already is no longer waited for.
    await deleteFile(editor, atOnce);
    expect(await mailsAbout(ids)).toHaveLength(1);
  });

  it("are told of by nobody when none is left, or all were readable at once", async () => {
    const [slow, atOnce] = [await archived(), await archived("STANDARD_IA")];
    await bulk([slow, atOnce]);
    await deleteFile(editor, slow);
    expect(await mailsAbout([slow, atOnce])).toEqual([]);
    const alone = await archived();
    await bulk([alone], { permanent: true });
    await deleteFile(editor, alone);
    expect(await mailsAbout([alone])).toEqual([]);
    const [row] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
    expect(row?.storageReserved).toBe(0);
  });

  it("are announced in one write, however many", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => archived()));
    const statements: string[] = [];
    const counted: Ctx = {
      ...editor,
      transaction: (work) =>
        editor.transaction((tx) =>
          work(
            new Proxy(tx, {
              get(target, name) {
                const value: unknown = Reflect.get(target, name, target);
                if (name !== "insert" || typeof value !== "function") return value;
                return (table: unknown) => {
                  if (table === outbox) statements.push("outbox");
                  return Reflect.apply(value, target, [table]);
                };
              },
            }),
          ),
        ),
    };
    await restoreFiles(counted, RestoreFiles.parse({ file_ids: ids }), clock.now());
    expect(statements).toEqual(["outbox"]);
    const events = await withSystem((tx) =>
      tx
        .select()
        .from(outbox)
        .where(and(eq(outbox.tenantId, tenant.id), eq(outbox.name, "file/restore.requested"))),
    );
    expect(events).toHaveLength(5);
  });

  it("fail as a whole where they do not fit for good, and name what none of them is", async () => {
    const ids = [await archived("STANDARD_IA"), await archived("STANDARD_IA")];
    await withSystem((tx) =>
      tx.update(tenants).set({ storageQuota: sql`storage_used + 30000` }).where(eq(tenants.id, tenant.id)),
    );
    await expect(bulk(ids, { permanent: true })).rejects.toMatchObject({ code: "storage_quota_exceeded" });
    expect(await restoresOf(ids)).toEqual([]);
    await expect(bulk([randomUUID()])).rejects.toMatchObject({ status: 404, code: "file_not_found" });
    expect(RestoreFiles.safeParse({ file_ids: [] }).success).toBe(false);
    expect(
      RestoreFiles.safeParse({ file_ids: Array.from({ length: 501 }, () => randomUUID()) }).success,
    ).toBe(false);
  });

  it("may overlap with others at the same time", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => archived()));
    await Promise.all([bulk(ids), bulk([...ids].reverse()), ...ids.map((id) => restoreFor7(id))]);
    expect(await restoresOf(ids)).toHaveLength(6);
  });
});

describe("who is told", () => {
  it("is who asked, while they are a member, see the file and want it; an API key's are the admins'", async () => {
    const id = await archived();
    await restoreFor7(id);
    await due();
    clock.pass(11);
    await due();
    const to = async () => (await mailsAbout([id])).map(({ mail }) => mail.to);
    expect(await to()).toEqual([tenant.members.editor.email]);
    await setChoice({ archive: false });
    expect(await to()).toEqual([]);
    await setChoice({});
    await hideThing(tenant, "file", id);
    expect(await to()).toEqual([]);
    await setAsker(id, `api_key:${randomUUID()}`);
    expect(await to()).toEqual([tenant.members.admin.email]);
    await setAsker(id, `user:${randomUUID()}`);
    expect(await to()).toEqual([]);
  });

  it("are receivers of webhooks, with when it ends", async () => {
    const id = await archived("STANDARD_IA");
    const { restore } = await restoreFor7(id);
    const event = HeardEvent.parse({
      name: "file/restored",
      data: { tenant_id: tenant.id, file_id: id, restore_id: restore.restore_id },
    });
    expect(await system.transaction((tx) => describeEvent(system, tx, event))).toMatchObject([
      {
        type: "file.restored",
        data: { file_id: id, storage_tier: "restored", available_until: restore.expires_at },
      },
    ]);
    // Readable at once: the answer said so.
    expect(await mailsAbout([id])).toEqual([]);
  });
});

describe("another organisation's files", () => {
  it("are not there: the same answer, as fast, for what is archived, restored, or nothing", async () => {
    const other = await makeFixture();
    const foreign = await archived();
    const restored = await archived("STANDARD_IA");
    const { restore } = await restoreFor7(restored);
    const { batch_id } = await bulk([foreign]);
    const asOther = (id: string) => ({
      host: other.host,
      headers: other.keys.admin,
      params: { id },
    });
    const asked = [randomUUID(), foreign, restored].map((id) => ({
      id,
      one: { answers: [] as string[], times: [] as number[] },
    }));
    // In turn, so that what else the machine does meets them alike.
    for (let n = 0; n < 15; n++) {
      for (const { id, one } of asked) {
        const began = performance.now();
        const got = [
          await call(terms, "GET", asOther(id)),
          await call(restoreOne, "POST", { ...asOther(id), body: {} }),
          await call(restoreMany, "POST", { ...asOther(id), body: { file_ids: [id] } }),
        ];
        one.times.push(performance.now() - began);
        for (const answer of got) {
          expect(answer.status).toBe(404);
          const { code, detail, title } = await problemOf(answer);
          one.answers.push(JSON.stringify({ code, detail, title }));
        }
      }
    }
    for (const { one } of asked) expect(one.answers).toEqual(asked[0]?.one.answers);
    const quickest = asked.map(({ one }) => Math.min(...one.times));
    // Coarse on a busy machine; a store that is asked, or a lock that is waited for, would show.
    expect(Math.max(...quickest)).toBeLessThan(Math.min(...quickest) * 3 + 30);
    for (const query of [`?batch_id=${batch_id}`, `?file_id=${foreign}`, `?batch_id=${randomUUID()}`]) {
      const answer = await call(list, "GET", { host: other.host, headers: other.keys.admin, query });
      const { items, progress } = await answer.json();
      expect(items).toEqual([]);
      expect(progress?.total ?? 0).toBe(0);
    }
    const mixed = await call(restoreMany, "POST", {
      host: other.host,
      headers: other.keys.admin,
      body: { file_ids: [foreign, randomUUID(), await ownHot(other)] },
    });
    const { skipped } = await mixed.json();
    expect(skipped.map(({ code }: { code: string }) => code).sort()).toEqual([
      "file_not_archived",
      "file_not_found",
      "file_not_found",
    ]);
    expect(restore.restore_id).toBeTruthy();
    expect(await restoresOf([foreign])).toHaveLength(1);
  });

  it("nor are those in projects hidden from the caller", async () => {
    const [seen, hidden] = [await archived(), await archived()];
    const admin = (await memberCtx(tenant, tenant.members.admin.id)).ctx;
    const { batch_id } = await restoreFiles(
      admin,
      RestoreFiles.parse({ file_ids: [seen, hidden] }),
      clock.now(),
    );
    await hideThing(tenant, "file", hidden);
    editor = (await memberCtx(tenant, tenant.members.editor.id)).ctx;
    await expect(restoreFor7(hidden)).rejects.toMatchObject({ status: 404, code: "file_not_found" });
    expect(await progress(batch_id)).toMatchObject({ total: 1, size: 20_000 });
    expect(await progress(batch_id, admin)).toMatchObject({ total: 2 });
    const { items } = await listRestores(editor, ListRestores.parse({}));
    expect(items.map(({ file_id }) => file_id)).toEqual([seen]);
    expect((await bulk([seen, hidden])).skipped).toMatchObject([{ file_id: hidden, code: "file_not_found" }]);
  });
});

it("takes a request without a body for seven days at the standard tier, and none of another kind", async () => {
  const at = { host: tenant.host, headers: tenant.keys.admin, params: { id: await archived() } };
  const answer = await call(restoreOne, "POST", at);
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({
    status: "restore_initiated",
    file_id: at.params.id,
    restore: { restore_days: 7, tier: "standard", permanent: false },
  });
  const form = await call(restoreOne, "POST", { ...at, body: new FormData() });
  expect(form.status).toBe(415);
});

it("lists restores newest first, by page, status and file", async () => {
  const ids = [await archived(), await archived("STANDARD_IA"), await archived()];
  for (const id of ids) {
    await restoreFor7(id);
    clock.pass(1);
  }
  const first = await listRestores(editor, ListRestores.parse({ limit: 2 }));
  expect(first.items.map(({ file_id }) => file_id)).toEqual([ids[2], ids[1]]);
  const { searchParams } = new URL(first.next ?? "", "http://x");
  const second = await listRestores(editor, ListRestores.parse(Object.fromEntries(searchParams)));
  expect(second.items.map(({ file_id }) => file_id)).toEqual([ids[0]]);
  expect(second.next).toBeNull();
  const ready = await listRestores(editor, ListRestores.parse({ status: "ready" }));
  expect(ready.items.map(({ file_id }) => file_id)).toEqual([ids[1]]);
});

const restoreFor7 = (id: string) => restoreFile(editor, id, RestoreAsk.parse({}), clock.now());

/** All that is due, as the poll takes it. */
async function due(): Promise<void> {
  while ((await advanceDue(clock.now(), tenant.id)).more);
}

const restoresOf = (fileIds: string[]) =>
  withSystem((tx) => tx.select().from(fileRestores).where(inArray(fileRestores.fileId, fileIds)));

async function restoreOf(fileId: string) {
  const [row] = await restoresOf([fileId]);
  if (!row) throw new Error("There is no restore");
  return row;
}

const setAsker = (fileId: string, requestedBy: string) =>
  withSystem((tx) => tx.update(fileRestores).set({ requestedBy }).where(eq(fileRestores.fileId, fileId)));

const setChoice = (notifications: Record<string, boolean>) =>
  withSystem((tx) =>
    tx.update(memberships).set({ notifications }).where(eq(memberships.userId, tenant.members.editor.id)),
  );

async function ownHot(other: Fixture): Promise<string> {
  const [file] = await withSystem((tx) =>
    tx.select({ id: files.id }).from(files).where(eq(files.tenantId, other.id)),
  );
  return file?.id ?? "";
}
