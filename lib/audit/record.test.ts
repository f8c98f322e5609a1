import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx, type Principal } from "#lib/tenancy/context.ts";

afterAll(closePools);

async function context(principal: Principal): Promise<Ctx> {
  const tenant = await makeTenant();
  return makeCtx({
    tenant: {
      id: tenant.id,
      slug: tenant.slug,
      name: "Test",
      logoUrl: null,
      subscriptionTier: "free",
      isActive: true,
    },
    principal,
    log: logger(),
    traceId: "0".repeat(32),
    ip: "203.0.113.7",
  });
}
const rows = (tenantId: string) =>
  withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenantId)));

describe("the audit log", () => {
  it.each<[Principal, string]>([
    [
      { kind: "user", userId: "u1", sessionId: "s1", email: "a@example.test", name: "A", role: "admin" },
      "user:u1",
    ],
    [{ kind: "api_key", keyId: "k1", role: "editor" }, "api_key:k1"],
    [{ kind: "system", role: "admin" }, "system"],
  ])("says who did what, from where", async (principal, actor) => {
    const ctx = await context(principal);
    await ctx.transaction((tx) => audit(ctx, tx, "file.deleted", { type: "file", id: "f1" }, { size: 7 }));
    expect(await rows(ctx.tenant.id)).toEqual([
      {
        id: expect.any(String),
        tenantId: ctx.tenant.id,
        actor,
        action: "file.deleted",
        targetType: "file",
        targetId: "f1",
        detail: { size: 7 },
        ip: "203.0.113.7",
        traceId: "0".repeat(32),
        createdAt: expect.any(Date),
      },
    ]);
  });

  it("keeps the deed and its entry together: neither is there without the other", async () => {
    const ctx = await context({ kind: "system", role: "admin" });
    const undone = ctx.transaction(async (tx) => {
      await audit(ctx, tx, "file.deleted", { type: "file", id: "f1" });
      throw new Error("the deed failed");
    });
    await expect(undone).rejects.toThrow("the deed failed");
    expect(await rows(ctx.tenant.id)).toEqual([]);
  });

  it("cannot be changed, emptied or written for another organisation by the application", async () => {
    const ctx = await context({ kind: "system", role: "admin" });
    const other = await makeTenant();
    await ctx.transaction((tx) => audit(ctx, tx, "file.deleted", { type: "file", id: "f1" }));
    const cause = (text: RegExp) =>
      expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringMatching(text) }) });
    await expect(ctx.transaction((tx) => tx.update(auditLogs).set({ actor: "nobody" }))).rejects.toEqual(
      cause(/permission denied/),
    );
    await expect(ctx.transaction((tx) => tx.delete(auditLogs))).rejects.toEqual(cause(/permission denied/));
    await expect(
      withTenant(other.id, (tx) => audit(ctx, tx, "file.deleted", { type: "file", id: "f1" })),
    ).rejects.toEqual(cause(/row-level security/));
    expect(await rows(ctx.tenant.id)).toMatchObject([{ actor: "system" }]);
    expect(await rows(other.id)).toEqual([]);
  });

  it("is read by its own organisation only", async () => {
    const ctx = await context({ kind: "system", role: "admin" });
    await makeMember(ctx.tenant.id, "admin");
    await ctx.transaction((tx) => audit(ctx, tx, "file.deleted", { type: "file", id: "f1" }));
    const other = await makeTenant();
    expect(await ctx.transaction((tx) => tx.select().from(auditLogs))).toHaveLength(1);
    expect(await withTenant(other.id, (tx) => tx.select().from(auditLogs))).toEqual([]);
  });
});
