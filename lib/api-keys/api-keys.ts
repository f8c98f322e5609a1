import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { apiKeys, ROLES, users } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { Forbidden, Invalid, NotFound } from "#lib/errors.ts";
import { type Ctx, hasRole, requireRole, userId } from "#lib/tenancy/context.ts";
import { insertApiKey } from "#lib/tenancy/create-tenant.ts";

export const CreateApiKey = z.object({
  name: z.string().trim().min(1, "Give the key a name that says who uses it.").max(80),
  role: z.enum(ROLES).default("viewer"),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
});
export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(ROLES),
  /** E-mail of the member; null for a key that an operator made. */
  created_by: z.string().nullable(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  status: z.enum(["active", "expired"]),
});

/** A new key, of at most its creator's role. The secret is in this answer and nowhere else. */
export async function createApiKey(
  ctx: Ctx,
  input: z.output<typeof CreateApiKey>,
): Promise<{ id: string; prefix: string; api_key: string }> {
  requireRole(ctx, "admin");
  if (!hasRole(ctx.principal.role, input.role))
    throw new Forbidden("role_required", `A key can have at most your own role, ${ctx.principal.role}.`);
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw new Invalid("expiry_past", "The key would be expired at once. Choose a time in the future.");
  const createdBy = userId(ctx);
  if (!createdBy) throw new Forbidden("person_required", "A key cannot make keys. Sign in to make one.");
  return ctx.transaction(async (tx) => {
    const { id, key, prefix } = await insertApiKey(tx, {
      tenantId: ctx.tenant.id,
      name: input.name,
      role: input.role,
      createdBy,
      expiresAt,
    });
    await audit(
      ctx,
      tx,
      "api_key.created",
      { type: "api_key", id },
      { name: input.name, role: input.role, prefix },
    );
    return { id, prefix, api_key: key };
  });
}

/** Keys that are not revoked, newest first, without their secrets. */
export async function listApiKeys(ctx: Ctx): Promise<{ items: z.input<typeof ApiKeyView>[] }> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction((tx) =>
    tx
      .select({ key: apiKeys, createdBy: users.email })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(eq(apiKeys.tenantId, ctx.tenant.id), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt)),
  );
  return {
    items: rows.map(({ key, createdBy }) => ({
      id: key.id,
      name: key.name,
      prefix: key.prefix,
      role: key.role,
      created_by: createdBy,
      created_at: key.createdAt.toISOString(),
      last_used_at: key.lastUsedAt?.toISOString() ?? null,
      expires_at: key.expiresAt?.toISOString() ?? null,
      status: key.expiresAt && key.expiresAt <= new Date() ? ("expired" as const) : ("active" as const),
    })),
  };
}

/** Acts on the key's next request. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.tenantId, ctx.tenant.id), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    if (!row)
      throw new NotFound("api_key_not_found", "There is no such key. It may have been revoked already.");
    await audit(ctx, tx, "api_key.revoked", { type: "api_key", id }, { name: row.name });
  });
}
