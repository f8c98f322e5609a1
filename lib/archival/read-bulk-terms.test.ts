import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import type { StorageClass } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { readBulkTerms } from "./read-bulk-terms.ts";
import { RestoreAsk } from "./request-restores.ts";
import { restoreFile } from "./restore-file.ts";
import { restoreFiles } from "./restore-files.ts";

afterAll(closePools);

const GIB = 2 ** 30;
let tenant: Fixture;
let editor: Ctx;
beforeEach(async () => {
  tenant = await makeFixture();
  editor = (await memberCtx(tenant, tenant.members.editor.id)).ctx;
});

async function archived(storageClass: StorageClass, size: number): Promise<string> {
  const { id } = await makeFile(tenant, {
    status: "completed",
    size,
    storageTier: "archived",
    storageClass,
    archiveKey: `archive/${tenant.id}/${randomUUID()}/model.ifc`,
  });
  return id;
}
const termsOf = (ids: string[]) => readBulkTerms(editor, { file_ids: ids });
const costs = async (ids: string[]) =>
  Object.fromEntries((await termsOf(ids)).terms.map(({ tier, cost }) => [tier, cost?.amount ?? null]));

it("sums what several files cost before it is rounded, and is as slow as the slowest", async () => {
  // Each alone comes to less than a cent.
  const ids = [];
  for (let i = 0; i < 10; i++) ids.push(await archived("GLACIER", (GIB * 3) / 16));
  expect(await costs(ids)).toEqual({ standard: "0.04", expedited: "0.11", bulk: "0.01" });
  const deep = await archived("DEEP_ARCHIVE", GIB);
  const { terms, files, size } = await termsOf([...ids, deep]);
  expect({ files, size: Math.round(size / GIB) }).toEqual({ files: 11, size: 3 });
  expect(terms.find(({ tier }) => tier === "expedited")).toMatchObject({ available: false, cost: null });
  expect(terms.find(({ tier }) => tier === "standard")?.expected_seconds).toBeGreaterThan(0);
});

it("leaves out what is hot, and charges nothing for what is being restored or needs no restore", async () => {
  const asked = await archived("GLACIER", 5 * GIB);
  const cold = await archived("GLACIER", 100);
  const seldom = await archived("STANDARD_IA", GIB);
  const { id: hot } = await makeFile(tenant, { status: "completed", size: GIB });
  await restoreFile(editor, asked, RestoreAsk.parse({}));
  expect(await termsOf([asked, cold, seldom, hot])).toMatchObject({
    files: 2,
    open: 1,
    size: GIB + 100,
    permanent: { fits: true },
  });
  expect(await costs([asked, seldom, hot])).toMatchObject({ standard: "0.00" });
  expect((await termsOf([seldom])).terms.every(({ expected_seconds }) => expected_seconds === 0)).toBe(true);
});

it("says beforehand what a permanent restore of them would be refused for", async () => {
  await withSystem((tx) =>
    tx
      .update(tenants)
      .set({ storageQuota: 10 * GIB })
      .where(eq(tenants.id, tenant.id)),
  );
  const ids = [await archived("GLACIER", 6 * GIB), await archived("GLACIER", 6 * GIB)];
  const { permanent } = await termsOf(ids);
  // The fixture's own file takes a hundred bytes.
  expect(permanent).toEqual({ fits: false, storage_free: 10 * GIB - 100 });
  const ask = RestoreAsk.parse({ permanent: true });
  await expect(restoreFiles(editor, { file_ids: ids, ...ask })).rejects.toMatchObject({
    code: "storage_quota_exceeded",
  });
  expect((await termsOf(ids.slice(0, 1))).permanent.fits).toBe(true);
});

it("tells nobody of another organisation's files, and viewers ask editors", async () => {
  const foreign = await makeFixture();
  const { ctx: stranger } = await memberCtx(foreign, foreign.members.editor.id);
  const id = await archived("GLACIER", GIB);
  await expect(readBulkTerms(stranger, { file_ids: [id] })).rejects.toMatchObject({ code: "file_not_found" });
  const { ctx: viewer } = await memberCtx(tenant, tenant.members.viewer.id);
  await expect(readBulkTerms(viewer, { file_ids: [id] })).rejects.toMatchObject({ code: "role_required" });
});
