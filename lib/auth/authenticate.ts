import { createHash } from "node:crypto";
import { pool } from "#db/client.ts";
import { ROLES, type Role } from "#db/schema/auth.ts";
import { IDLE_DAYS } from "#lib/auth/session-lifetime.ts";
import { NotFound, Unauthenticated } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { Principal, TenantInfo } from "#lib/tenancy/context.ts";
import { presentSlugOf, TenantMoved } from "#lib/tenancy/moved.ts";

export type TenantSelector = { by: "slug" | "domain" | "id"; value: string };
export type Credentials =
  | { kind: "api_key"; key: string }
  | { kind: "session"; sessionId: string }
  | { kind: "none" };

export interface Authenticated {
  tenant: TenantInfo;
  /** Null without credentials. */
  principal: Principal | null;
  /** Restricted projects that the principal is no member of; an admin sees all. */
  hiddenProjects: string[];
  session: SessionState;
}

/** What else a session has to show before it is let in. */
export interface SessionState {
  /** `to_give`: its person has a second factor, which this session has not shown; `to_set_up`: the organisation requires one. */
  secondFactor: "ok" | "to_give" | "to_set_up";
  /** Its person showed within the last quarter of an hour, by password or code, that it is they. */
  isFresh: boolean;
}

/** Of callers without a session, of whom nothing more is asked. */
const NO_SESSION: SessionState = { secondFactor: "ok", isFresh: true };

/** How long a person need not confirm again, in minutes. */
export const FRESH_MINUTES = 15;

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
  if (!row?.id) throw await notHere(selector);
  const tenant: TenantInfo = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    logoUrl: row.logo_url,
    subscriptionTier: row.subscription_tier,
    isActive: row.is_active,
    deletionDueAt: row.deletion_due_at === null ? null : new Date(row.deletion_due_at),
  };
  if (credentials.kind === "none")
    return { tenant, principal: null, hiddenProjects: [], session: NO_SESSION };
  if (!row.credential_id) throw new Unauthenticated();
  if (row.credential_tenant !== row.id) throw tenantNotFound();
  if (row.stale) await touch(credentials.kind, row.credential_id);
  if (credentials.kind === "api_key") {
    if (!row.member_role) throw new Unauthenticated(problemText("auth.memberWhoMade"));
    const role = row.key_role ? lower(row.key_role, row.member_role) : row.member_role;
    return {
      tenant,
      principal: { kind: "api_key", keyId: row.credential_id, role },
      hiddenProjects: hiddenFrom(role, row),
      session: NO_SESSION,
    };
  }
  const support = row.support && supportOf(row.support, row.credential_id);
  if (support)
    return { tenant, principal: support, hiddenProjects: hiddenFrom(support.role, row), session: NO_SESSION };
  if (!row.member_role) throw tenantNotFound();
  if (row.must_use_sso && row.member_role !== "admin")
    throw new Unauthenticated(problemText("auth.asksMembersSign", { name: row.name }));
  return {
    tenant,
    principal: {
      kind: "user",
      userId: row.user_id ?? "",
      sessionId: row.credential_id,
      email: row.email ?? "",
      name: row.user_name ?? "",
      role: row.member_role,
      vouchedForByOthers: row.vouched_for_by_others ?? false,
      locale: row.locale ?? null,
    },
    hiddenProjects: hiddenFrom(row.member_role, row),
    session: { secondFactor: secondFactorOf(row), isFresh: row.is_fresh ?? false },
  };
}

function supportOf(support: SupportRow, sessionId: string): Extract<Principal, { kind: "operator" }> {
  const { id, operator_id: operatorId, name, until } = support;
  return {
    kind: "operator",
    operatorId,
    name,
    sessionId,
    supportSessionId: id,
    until: new Date(until),
    role: "viewer",
  };
}

function secondFactorOf(row: Row): SessionState["secondFactor"] {
  if (row.second_factor_given) return "ok";
  if (row.has_second_factor) return "to_give";
  return row.second_factor_required ? "to_set_up" : "ok";
}

const hiddenFrom = (role: Role, row: Row) => (role === "admin" ? [] : (row.hidden_projects ?? []));

/** A slug that an organisation had before leads on to it. */
async function notHere({ by, value }: TenantSelector): Promise<Error> {
  const slug = by === "slug" ? await presentSlugOf(value) : null;
  return slug ? new TenantMoved(slug) : tenantNotFound();
}

export const tenantNotFound = () =>
  new NotFound("tenant_not_found", problemText("auth.organisationHereCheck"));

/** API keys are stored as their SHA-256; the key itself is 32 random bytes, so a slow hash adds nothing. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

interface SupportRow {
  id: string;
  operator_id: string;
  name: string;
  until: string;
}

interface Row {
  id: string;
  slug: string;
  name: string;
  logo_url: string | null;
  subscription_tier: TenantInfo["subscriptionTier"];
  is_active: boolean;
  /** As PostgreSQL writes it. */
  deletion_due_at: string | null;
  credential_id: string | null;
  credential_tenant: string | null;
  member_role: Role | null;
  key_role?: Role;
  user_id?: string | null;
  email?: string | null;
  user_name?: string | null;
  locale?: Locale | null;
  hidden_projects?: string[];
  second_factor_given?: boolean | null;
  has_second_factor?: boolean | null;
  second_factor_required?: boolean | null;
  is_fresh?: boolean | null;
  vouched_for_by_others?: boolean | null;
  /** It was started in another way than the one that the organisation requires by now. */
  must_use_sso?: boolean | null;
  /** Of an operator's visit, while the organisation allows it. */
  support?: SupportRow | null;
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
  const hiddenFor = (user: "s.user_id" | "k.created_by") => sql`array(
    select p.id from projects p where p.tenant_id = t.id and p.is_restricted and not exists (
      select from project_members pm
      where pm.tenant_id = p.tenant_id and pm.project_id = p.id and pm.user_id = ${sql.unsafe(user)})) as hidden_projects`;
  const tenant = sql`t.id, t.slug, t.name, t.logo_url, t.subscription_tier, t.is_active, t.deletion_due_at`;
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
                 u.id as user_id, u.email, u.name as user_name, u.locale, s.last_seen_at < now() - interval '1 minute' as stale, ${hiddenFor("s.user_id")},
                 s.second_factor_at is not null as second_factor_given, f.user_id is not null as has_second_factor,
                 ts.require_second_factor as second_factor_required,
                 s.confirmed_at > now() - ${FRESH_MINUTES} * interval '1 minute' as is_fresh,
                 s.method in ('password', 'link') and sso.is_required as must_use_sso,
                 s.method = 'sso' and not exists (
                   select from tenant_domains d where d.tenant_id = t.id and d.use = 'mail' and d.verified_at is not null
                   and d.domain = lower(substring(u.email from '[^@]*$'))) as vouched_for_by_others,
                 case when o.id is not null then json_build_object('id', v.id, 'operator_id', o.id, 'name', o.name,
                   'until', least(v.expires_at, ts.support_access_until)) end as support
          from tenants t
          left join sso_connections sso on sso.tenant_id = t.id and sso.is_enabled
          left join tenant_settings ts on ts.tenant_id = t.id
          left join sessions s on s.id = ${credentials.sessionId}::uuid and s.revoked_at is null and s.expires_at > now()
            and s.last_seen_at > now() - ${IDLE_DAYS} * interval '1 day'
          left join support_sessions v on v.tenant_id = t.id and v.id = s.support_session_id
            and v.ended_at is null and v.expires_at > now() and ts.support_access_until > now()
          left join operators o on o.id = v.operator_id and o.disabled_at is null
          left join memberships m on m.tenant_id = t.id and m.user_id = s.user_id
          left join users u on u.id = m.user_id
          left join second_factors f on f.user_id = s.user_id and f.confirmed_at is not null
          where ${where}`
      )[0];
    case "api_key":
      // A key made by an operator has no creator, and then only its own role limits it.
      return (
        await sql<Row[]>`
          select ${tenant}, k.id as credential_id, k.tenant_id as credential_tenant, k.role as key_role,
                 case when k.created_by is null then k.role else m.role end as member_role,
                 coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute' as stale, ${hiddenFor("k.created_by")}
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
