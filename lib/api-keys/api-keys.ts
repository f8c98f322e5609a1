import { and, desc, eq, gte, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { apiKeys, memberships, ROLES, users } from "#db/schema/auth.ts";
import { apiKeyCalls } from "#db/schema/usage.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, hasRole, requireRole, userId } from "#lib/tenancy/context.ts";
import { insertApiKey } from "#lib/tenancy/create-tenant.ts";

const Name = z.string().trim().min(1, issueText("apiKeys.keySaysWho")).max(80);
export const RenameApiKey = z.object({ name: Name });
export const RotateApiKey = z.object({
  /** How long the old secret works on: 0 ends it at once. */
  overlap_hours: z.number().int().min(0).max(720, issueText("apiKeys.oldKeyWork")).default(24),
});
export const CreateApiKey = z.object({
  name: Name,
  role: z.enum(ROLES).default("viewer"),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
});
export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(ROLES),
  /** What the key may do at the moment: less than `role` when its creator's own role is less. */
  present_role: z.enum(ROLES),
  /** E-mail of the member; null for a key that an operator made. */
  created_by: z.string().nullable(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  status: z.enum(["active", "expired"]),
  /** Calls in this calendar month and in the last 30 days, today included (UTC); what is under way counts within seconds. */
  calls_this_month: z.number(),
  calls_30_days: z.number(),
});

/** A new key, of at most its creator's role. The secret is in this answer and nowhere else. */
export async function createApiKey(
  ctx: Ctx,
  input: z.output<typeof CreateApiKey>,
): Promise<{ id: string; prefix: string; api_key: string }> {
  requireRole(ctx, "admin");
  if (!hasRole(ctx.principal.role, input.role))
    throw new Forbidden("role_required", problemText("apiKeys.keyMostYour", { role: ctx.principal.role }));
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw new Invalid("expiry_past", problemText("apiKeys.keyWouldExpired"));
  const createdBy = creator(ctx);
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
export async function listApiKeys(
  ctx: Ctx,
  now = new Date(),
): Promise<{ items: z.input<typeof ApiKeyView>[] }> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .select({ key: apiKeys, createdBy: users.email, creatorRole: memberships.role })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .leftJoin(
        memberships,
        and(eq(memberships.tenantId, apiKeys.tenantId), eq(memberships.userId, apiKeys.createdBy)),
      )
      .where(and(eq(apiKeys.tenantId, ctx.tenant.id), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt));
    const calls = await callsOfKeys(ctx, tx, now);
    return {
      items: rows.map(({ key, createdBy, creatorRole }) => ({
        id: key.id,
        name: key.name,
        prefix: key.prefix,
        role: key.role,
        present_role: creatorRole && !hasRole(creatorRole, key.role) ? creatorRole : key.role,
        created_by: createdBy,
        created_at: key.createdAt.toISOString(),
        last_used_at: key.lastUsedAt?.toISOString() ?? null,
        expires_at: key.expiresAt?.toISOString() ?? null,
        status: key.expiresAt && key.expiresAt <= now ? ("expired" as const) : ("active" as const),
        calls_this_month: calls.get(key.id)?.month ?? 0,
        calls_30_days: calls.get(key.id)?.days ?? 0,
      })),
    };
  });
}

async function callsOfKeys(
  ctx: Ctx,
  tx: Transaction,
  now: Date,
): Promise<Map<string, { month: number; days: number }>> {
  const today = now.toISOString().slice(0, 10);
  const month = `${today.slice(0, 7)}-01`;
  const days = new Date(now.getTime() - 29 * DAY_MS).toISOString().slice(0, 10);
  const sum = (since: string) =>
    sql<string>`coalesce(sum(${apiKeyCalls.calls}) filter (where ${apiKeyCalls.day} >= ${since}::date), 0)`;
  const rows = await tx
    .select({ id: apiKeyCalls.apiKeyId, month: sum(month), days: sum(days) })
    .from(apiKeyCalls)
    .where(
      and(
        eq(apiKeyCalls.tenantId, ctx.tenant.id),
        gte(apiKeyCalls.day, month < days ? month : days),
        lte(apiKeyCalls.day, today),
      ),
    )
    .groupBy(apiKeyCalls.apiKeyId);
  return new Map(rows.map((row) => [row.id, { month: Number(row.month), days: Number(row.days) }]));
}

const DAY_MS = 24 * 3600 * 1000;

/** Another name for a key that is not revoked. */
export async function renameApiKey(
  ctx: Ctx,
  id: string,
  { name }: z.output<typeof RenameApiKey>,
): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const before = await findApiKey(ctx, tx, id);
    await tx.update(apiKeys).set({ name }).where(eq(apiKeys.id, id));
    await audit(
      ctx,
      tx,
      "api_key.renamed",
      { type: "api_key", id },
      {},
      { before: { name: before.name }, after: { name } },
    );
  });
}

/**
 * A new key in place of one that works: same name and expiry, and its role as far as the caller's own goes. The old one
 * works on for `overlap_hours`, or ends at once with 0; never longer than it would have. The new secret is in this answer
 * and nowhere else.
 */
export async function rotateApiKey(
  ctx: Ctx,
  id: string,
  { overlap_hours }: z.output<typeof RotateApiKey>,
): Promise<{ id: string; prefix: string; api_key: string; previous_ends_at: string }> {
  requireRole(ctx, "admin");
  const createdBy = creator(ctx);
  return ctx.transaction(async (tx) => {
    const old = await findApiKey(ctx, tx, id);
    const now = new Date();
    if (old.expiresAt && old.expiresAt <= now)
      throw new Conflict("api_key_expired", problemText("apiKeys.keyExpiredCreate"));
    const asked = new Date(now.getTime() + overlap_hours * 3_600_000);
    const endsAt = old.expiresAt && old.expiresAt < asked ? old.expiresAt : asked;
    const { key, prefix, ...created } = await insertApiKey(tx, {
      tenantId: ctx.tenant.id,
      name: old.name,
      role: hasRole(ctx.principal.role, old.role) ? old.role : ctx.principal.role,
      createdBy,
      expiresAt: old.expiresAt,
    });
    await tx
      .update(apiKeys)
      .set(overlap_hours === 0 ? { revokedAt: now } : { expiresAt: endsAt })
      .where(eq(apiKeys.id, id));
    await audit(
      ctx,
      tx,
      "api_key.rotated",
      { type: "api_key", id },
      { name: old.name, new_id: created.id, prefix, previous_ends_at: endsAt.toISOString() },
    );
    return { id: created.id, prefix, api_key: key, previous_ends_at: endsAt.toISOString() };
  });
}

/** A key that is not revoked, locked. */
async function findApiKey(ctx: Ctx, tx: Transaction, id: string) {
  const [key] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, ctx.tenant.id), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .for("update");
  return key ?? keyNotFound();
}

function keyNotFound(): never {
  throw new NotFound("api_key_not_found", problemText("apiKeys.keyMayRevoked"));
}

/** Who answers for a new key. */
function creator(ctx: Ctx): string {
  const id = userId(ctx);
  if (!id) throw new Forbidden("person_required", problemText("apiKeys.keyMakeKeys"));
  return id;
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
    if (!row) return keyNotFound();
    await audit(ctx, tx, "api_key.revoked", { type: "api_key", id }, { name: row.name });
  });
}
