import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { assignMaterials } from "#lib/estimates/assign-materials.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { invite } from "#lib/members/invite.ts";
import { exportEstimate } from "#lib/reports/export-estimate.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { changeSettings } from "#lib/tenancy/settings.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { changeFirstSteps, readFirstSteps } from "./first-steps.ts";
import { readSampleBuilding, SAMPLE_FILENAME } from "./sample-building.ts";
import { takeSample } from "./take-sample.ts";

let tenant: Awaited<ReturnType<typeof makeTenant>>;
beforeEach(async () => {
  tenant = await makeTenant();
});
afterAll(closePools);

const as = async (role: Role, of = tenant): Promise<Ctx> =>
  (await memberCtx(of, (await makeMember(of.id, role)).id)).ctx;
const filesOf = (id: string) => withTenant(id, (tx) => tx.select().from(files));

describe("the sample model", () => {
  it("comes in as any upload does: stored, metered, and on its way to be processed", async () => {
    const ctx = await as("editor");
    const { file_id } = await takeSample(ctx);
    const { bytes, sha256 } = await readSampleBuilding();
    const [file] = await filesOf(tenant.id);
    expect(file).toMatchObject({
      id: file_id,
      filename: SAMPLE_FILENAME,
      format: "ifc",
      size: bytes.length,
      sha256,
      status: expect.stringMatching(/^(?:uploaded|processing)$/),
    });
    const [{ used, reserved } = { used: 0, reserved: 0 }] = await withTenant(tenant.id, (tx) =>
      tx.select({ used: tenants.storageUsed, reserved: tenants.storageReserved }).from(tenants),
    );
    expect({ used, reserved }).toEqual({ used: bytes.length, reserved: 0 });
    const events = await withSystem((tx) =>
      tx.select({ key: usageEvents.key }).from(usageEvents).where(eq(usageEvents.tenantId, tenant.id)),
    );
    expect(events.map(({ key }) => key)).toEqual(
      expect.arrayContaining([`file_uploaded:${file_id}`, `storage:upload:${file_id}`]),
    );
  });

  it("is there once, however often and at once it is asked for, and anew when it was deleted", async () => {
    const ctx = await as("admin");
    const taken = await Promise.all([takeSample(ctx), takeSample(ctx), takeSample(await as("editor"))]);
    expect(new Set(taken.map(({ file_id }) => file_id)).size).toBe(1);
    expect(await filesOf(tenant.id)).toHaveLength(1);
    await withTenant(tenant.id, (tx) => tx.delete(files));
    expect((await takeSample(ctx)).file_id).not.toBe(taken[0]?.file_id);
  });

  it("does not wait for an upload whose process died", async () => {
    const ctx = await as("admin");
    const { file_id } = await takeSample(ctx);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await withTenant(tenant.id, (tx) => tx.update(files).set({ status: "pending", createdAt: anHourAgo }));
    expect((await takeSample(ctx)).file_id).not.toBe(file_id);
  });

  it("keeps to the quota and to the role, and leaves nothing when it is refused", async () => {
    await expect(takeSample(await as("viewer"))).rejects.toMatchObject({ code: "role_required" });
    const small = await makeTenant({ storageQuota: 1000 });
    await expect(takeSample(await as("editor", small))).rejects.toMatchObject({
      code: "storage_quota_exceeded",
    });
    expect(await filesOf(small.id)).toEqual([]);
  });
});

describe("first steps", () => {
  const done = async (ctx: Ctx) =>
    (await readFirstSteps(ctx)).steps.filter((step) => step.done).map(({ id }) => id);

  it("are those of the role", async () => {
    const ids = async (role: Role) => (await readFirstSteps(await as(role))).steps.map(({ id }) => id);
    expect(await ids("admin")).toEqual(["model", "estimate", "materials", "report", "settings", "invite"]);
    expect(await ids("editor")).toEqual(["model", "estimate", "materials", "report"]);
    expect(await ids("viewer")).toEqual(["estimate", "report"]);
    await expect(readFirstSteps(await systemCtx(tenant.id))).rejects.toMatchObject({
      code: "person_required",
    });
  });

  it("are done when the organisation's data say so, one after the other", async () => {
    const ctx = await as("admin");
    expect(await readFirstSteps(ctx)).toMatchObject({ dismissed: false, working: false });
    expect(await done(ctx)).toEqual([]);

    await takeSample(ctx);
    expect(await readFirstSteps(ctx)).toMatchObject({ working: true });
    expect(await done(ctx)).toEqual(["model"]);
    await withTenant(tenant.id, (tx) => tx.delete(files));

    const fileId = await processedFile(ctx);
    const { steps } = await readFirstSteps(ctx);
    expect(await done(ctx)).toEqual(["model", "estimate"]);
    const target = (id: string) => steps.find((step) => step.id === id)?.target ?? "";
    expect(target("materials")).toBe(fileId);
    expect(target("report")).toBe(target("estimate"));

    await assignMaterials(ctx, fileId, { assignments: { "Fassadenpaneel Typ F7": "aluminium-profile" } });
    expect(await done(ctx)).toEqual(["model", "estimate", "materials"]);
    const exported = await exportEstimate(ctx, target("estimate"), {
      format: "csv",
      rows: "lines",
      locale: "en",
    });
    exported.body.destroy();
    expect(await done(ctx)).toEqual(["model", "estimate", "materials", "report"]);
    await changeSettings(ctx, { currency: "EUR" });
    await invite(ctx, { email: `colleague@${tenant.slug}.example`, role: "editor" });
    expect(await done(ctx)).toHaveLength(6);
  });

  it("count nothing of another organisation", async () => {
    const other = await makeTenant();
    await takeSample(await as("admin", other));
    expect(await done(await as("admin"))).toEqual([]);
  });

  it("are put away by each member for themselves, and brought back", async () => {
    const [ada, ben] = [await as("admin"), await as("editor")];
    expect(await changeFirstSteps(ada, { dismissed: true })).toMatchObject({ dismissed: true });
    expect(await readFirstSteps(ada)).toMatchObject({ dismissed: true });
    expect(await readFirstSteps(ben)).toMatchObject({ dismissed: false });
    expect(await changeFirstSteps(ada, { dismissed: false })).toMatchObject({ dismissed: false });
  });
});
