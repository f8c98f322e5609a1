import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { createBackup } from "#lib/backup/create-backup.ts";
import { thisInstallation } from "#lib/backup/installation.ts";
import { restoreTenant } from "#lib/backup/restore-tenant.ts";
import { makeKey } from "#lib/backup/test/installations.ts";
import { walkBackup } from "#lib/backup/walk-backup.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { makeFixture } from "#lib/http/testing/fixture.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import { tenantPrefix } from "#lib/storage/keys.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { downloadDocument } from "./download-document.ts";
import { IssueRevision, issueRevision } from "./issue-revision.ts";
import { verifyDocument } from "./verify-document.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-issued-"));
});
afterAll(async () => {
  await closePools();
  await rm(directory, { recursive: true, force: true });
});

it("an issued document comes back from a backup, byte for byte, and is verified as before", {
  timeout: 240_000,
}, async () => {
  const here = await thisInstallation();
  const key = await makeKey();
  const tenant = await makeFixture();
  await withSystem((tx) =>
    tx.update(tenants).set({ subscriptionTier: "free" }).where(eq(tenants.id, tenant.id)),
  );
  const admin = async () => (await memberCtx(tenant, tenant.members.admin.id)).ctx;
  const { id } = await createEstimate(
    await systemCtx(tenant.id),
    CreateEstimate.parse({
      materials: { "concrete-c30": { quantity: 2, unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      description: "Pavilion",
    }),
  );
  const ctx = await admin();
  await changeReview(ctx, id, ChangeReview.parse({ state: "in_review" }));
  const signature = { title: "Chartered quantity surveyor" };
  await changeReview(ctx, id, ChangeReview.parse({ state: "approved", signature }));
  const { id: revisionId } = await issueRevision(ctx, id, IssueRevision.parse({ purpose: "For tender" }));
  const read = async () =>
    Promise.all(
      (["pdf", "xlsx"] as const).map(async (format) => {
        const got = await downloadDocument(await admin(), { id, revisionId }, { format }, null);
        if (got.kind !== "bytes") throw new Error("The disk store gives bytes");
        return buffer(got.body.stream);
      }),
    );
  const documents = await read();
  const verified = () =>
    Promise.all(
      documents.map((bytes) =>
        verifyDocument(createHash("sha256").update(bytes).digest("hex"), tenant.marker),
      ),
    );
  const before = await verified();
  expect(before.map(({ result, issue }) => [result, issue?.revision, issue?.status])).toEqual([
    ["issued", "A", "current"],
    ["issued", "A", "current"],
  ]);

  const { file } = await createBackup(here, {
    to: path.join(directory, "backup"),
    recipients: key.to,
    tenant: tenant.slug,
  });
  await deleteTenant({ slug: tenant.slug, confirmed: true });
  for (const bucket of ["files", "archive"] as const)
    await here.stores[bucket].purgeFolder(tenantPrefix(bucket, tenant.id), 1000);
  expect((await verified()).map(({ result }) => result)).toEqual(["unknown", "unknown"]);

  const restored = await restoreTenant(here, file, key.by, await walkBackup(file, key.by), tenant.slug);
  // The fixture's own file has no object; what was issued has.
  expect(restored).toMatchObject({ missing: [] });
  expect(restored.absent.filter((object) => object.key.includes("/issued/"))).toEqual([]);
  expect(await verified()).toEqual(before);
  for (const [index, bytes] of (await read()).entries())
    expect(bytes.equals(documents[index] ?? Buffer.alloc(0))).toBe(true);
});
