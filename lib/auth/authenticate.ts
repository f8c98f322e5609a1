import { createHash } from "node:crypto";
import { pool } from "#db/client.ts";
import { ROLES, type Role } from "#db/schema/auth.ts";
import { NotFound, Unauthenticated } from "#lib/errors.ts";
import type { Principal, TenantInfo } from "#lib/tenancy/context.ts";

export type TenantSelector = { by: "slug" | "domain" | "id"; value: string };
export type Credentials =
  | { kind: "api_key"; key: string }
  | { kind: "session"; sessionId: string }
  | { kind: "none" };

export interface Authenticated {
  tenant: TenantInfo;
  /** Null without credentials. */
  principal: Principal | null;
}

/**
 * Finds the tenant and proves the caller's membership in it, in one query, on every request, so that a removal, a changed
 * role, a revoked key or session acts on the next request.
 * Throws `NotFound` for an unknown tenant and for credentials of another one; `Unauthenticated` for credentials that are
 * unknown, expired or revoked.
 */
export async function authenticate(
  selector: TenantSelector,
  credentials: Credentials,
): Promise<Authenticated> {
  const row = await lookUp(selector, credentials);
  if (!row?.id) throw tenantNotFound();
  const tenant: TenantInfo = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    logoUrl: row.logo_url,
    subscriptionTier: row.subscription_tier,
    isActive: row.is_active,
  };
  if (credentials.kind === "none") return { tenant, principal: null };
  if (!row.credential_id) throw new Unauthenticated();
  if (row.credential_tenant !== row.id) throw tenantNotFound();
  if (row.stale) await touch(credentials.kind, row.credential_id);
  if (credentials.kind === "api_key") {
    if (!row.member_role)
      throw new Unauthenticated(
        "The member who made this API key is gone, and the key with them. Ask an admin for a new one.",
      );
    const role = row.key_role ? lower(row.key_role, row.member_role) : row.member_role;
    return { tenant, principal: { kind: "api_key", keyId: row.credential_id, role } };
  }
  if (!row.member_role) throw tenantNotFound();
  return {
    tenant,
    principal: {
      kind: "user",
      userId: row.user_id ?? "",
      sessionId: row.credential_id,
      email: row.email ?? "",
      name: row.user_name ?? "",
      role: row.member_role,
    },
  };
}

export const tenantNotFound = () =>
  new NotFound(
    "tenant_not_found",
    "There is no such organisation here. Check the address, or ask who invited you for the right one.",
  );

/** API keys are stored as their SHA-256; the key itself is 32 random bytes, so a slow hash adds nothing. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

interface Row {
  id: string;
  slug: string;
  name: string;
  logo_url: string | null;
  subscription_tier: TenantInfo["subscriptionTier"];
  is_active: boolean;
  credential_id: string | null;
  credential_tenant: string | null;
  member_role: Role | null;
  key_role?: Role;
  user_id?: string | null;
  email?: string | null;
  user_name?: string | null;
  /** Last use was noted more than a minute ago. */
  stale?: boolean | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function lookUp(selector: TenantSelector, credentials: Credentials): Promise<Row | undefined> {
  const { sql } = pool("cai_system");
  if (selector.by === "id" && !UUID.test(selector.value)) return undefined;
  const where =
    selector.by === "slug"
      ? sql`t.slug = ${selector.value}`
      : selector.by === "domain"
        ? sql`t.domain = ${selector.value}`
        : sql`t.id = ${selector.value}::uuid`;
  const tenant = sql`t.id, t.slug, t.name, t.logo_url, t.subscription_tier, t.is_active`;
  switch (credentials.kind) {
    case "none":
      return (
        await sql<
          Row[]
        >`select ${tenant}, null as credential_id, null as credential_tenant, null as member_role from tenants t where ${where}`
      )[0];
    case "session":
      if (!UUID.test(credentials.sessionId)) return lookUp(selector, { kind: "none" });
      return (
        await sql<Row[]>`
          select ${tenant}, s.id as credential_id, s.tenant_id as credential_tenant, m.role as member_role,
                 u.id as user_id, u.email, u.name as user_name, s.last_seen_at < now() - interval '1 minute' as stale
          from tenants t
          left join sessions s on s.id = ${credentials.sessionId}::uuid and s.revoked_at is null and s.expires_at > now()
          left join memberships m on m.tenant_id = t.id and m.user_id = s.user_id
          left join users u on u.id = m.user_id
          where ${where}`
      )[0];
    case "api_key":
      // A key made by an operator has no creator, and then only its own role limits it.
      return (
        await sql<Row[]>`
          select ${tenant}, k.id as credential_id, k.tenant_id as credential_tenant, k.role as key_role,
                 case when k.created_by is null then k.role else m.role end as member_role,
                 coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute' as stale
          from tenants t
          left join api_keys k on k.hash = ${hashSecret(credentials.key)} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
          left join memberships m on m.tenant_id = t.id and m.user_id = k.created_by
          where ${where}`
      )[0];
  }
}

/** Notes the use, unless somebody holds the row: this is no reason for a request to wait. */
async function touch(kind: "api_key" | "session", id: string): Promise<void> {
  const { sql } = pool("cai_system");
  if (kind === "api_key")
    await sql`update api_keys set last_used_at = now() where id in (select id from api_keys where id = ${id} for update skip locked)`;
  else
    await sql`update sessions set last_seen_at = now() where id in (select id from sessions where id = ${id} for update skip locked)`;
}

function lower(a: Role, b: Role): Role {
  return ROLES.indexOf(a) < ROLES.indexOf(b) ? a : b;
}
