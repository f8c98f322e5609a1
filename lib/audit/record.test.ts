import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { seal } from "#lib/auth/seal.ts";
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
      deletionDueAt: null,
    },
    principal,
    hiddenProjects: [],
    log: logger(),
    traceId: "0".repeat(32),
    ip: "203.0.113.7",
    userAgent: "Test browser",
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
        before: null,
        after: null,
        userAgent: "Test browser",
        ip: "203.0.113.7",
        traceId: "0".repeat(32),
        createdAt: expect.any(Date),
      },
    ]);
  });

  it("keeps what changed, as it was and as it is", async () => {
    const ctx = await context({ kind: "system", role: "admin" });
    const change = {
      before: { name: "Old", due_at: new Date(0), size: 7n, same: [1], secret_sealed: "a" },
      after: { name: "New", due_at: null, size: 7n, same: [1], secret_sealed: "b" },
    };
    await ctx.transaction((tx) =>
      audit(ctx, tx, "project.changed", { type: "project", id: "p1" }, {}, change),
    );
    expect(await rows(ctx.tenant.id)).toMatchObject([
      {
        before: { name: "Old", due_at: "1970-01-01T00:00:00.000Z", secret_sealed: "[removed]" },
        after: { name: "New", due_at: null, secret_sealed: "[removed]" },
      },
    ]);
    const [row] = await rows(ctx.tenant.id);
    expect(Object.keys(row?.after ?? {}).sort()).toEqual(["due_at", "name", "secret_sealed"]);
  });

  it("takes secrets out of what a verb writes by mistake", async () => {
    const ctx = await context({ kind: "system", role: "admin" });
    const key = `cai_${"Ab3_".repeat(10)}`;
    const token = randomBytes(32).toString("base64url");
    const detail = {
      key,
      password: "hunter2",
      nested: [{ clientSecret: "s", note: `sent ${key} and whsec_${"a".repeat(32)}` }],
      sealed: seal("s", "test"),
      told: `it was ${seal("s", "test")}`,
      link: `https://a.example.test/sign-in/token#A1a${token.slice(3)}`,
      jwt: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln",
      // What is no secret stays.
      password_set: true,
      requires_password: false,
      key_prefix: "cai_Ab3_Ab3_",
      filename: "Ground floor v1.2.ifc\0",
      checkout: "cs_test_a1B2c3D4e5F6",
    };
    await ctx.transaction((tx) => audit(ctx, tx, "key.made", { type: "key", id: "k" }, detail));
    const [row] = await rows(ctx.tenant.id);
    expect(row?.detail).toEqual({
      key: "[removed]",
      password: "[removed]",
      nested: [{ clientSecret: "[removed]", note: "sent [removed] and [removed]" }],
      sealed: "[removed]",
      told: "it was [removed]",
      link: "https://a.example.test/sign-in/token#[removed]",
      jwt: "[removed]",
      password_set: true,
      requires_password: false,
      key_prefix: "cai_Ab3_Ab3_",
      filename: "Ground floor v1.2.ifc",
      checkout: "cs_test_a1B2c3D4e5F6",
    });
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
