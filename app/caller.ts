import { headers as requestHeaders } from "next/headers";
import { permanentRedirect, redirect } from "next/navigation";
import { cache } from "react";
import type { UnitSystem } from "#components/format/units.ts";
import type { Role } from "#db/schema/auth.ts";
import type { SessionState } from "#lib/auth/authenticate.ts";
import { identifyOrSignedOut } from "#lib/auth/caller.ts";
import { organisationsOf } from "#lib/auth/organisations.ts";
import { NotFound } from "#lib/errors.ts";
import { arrival, ctxOf } from "#lib/http/admission.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { rememberLocale } from "#lib/i18n/request-locale.ts";
import { aboutTenant } from "#lib/observability/tracing/span.ts";
import type { Ctx, Principal, TenantInfo } from "#lib/tenancy/context.ts";
import { hostTarget } from "#lib/tenancy/host.ts";
import { TenantMoved } from "#lib/tenancy/moved.ts";
import { readTenant } from "#lib/tenancy/read-tenant.ts";
import { rememberCaller } from "#lib/usage/refuse-floods.ts";

export type PageHost =
  | { kind: "root" }
  | { kind: "unknown" }
  | {
      kind: "tenant";
      tenant: TenantInfo;
      color: string | null;
      units: UnitSystem;
      user: Extract<Principal, { kind: "user" }> | null;
      /** An operator who looks at the organisation. */
      support: Extract<Principal, { kind: "operator" }> | null;
      hiddenProjects: readonly string[];
      session: SessionState;
    };

/** What the host of this page stands for, and who looks at it. Asked once per request. */
export const pageHost = cache(async (): Promise<PageHost> => {
  const headers = await requestHeaders();
  if (hostTarget(headers.get("host"))?.kind === "root") return { kind: "root" };
  try {
    const { tenant, principal, hiddenProjects, session } = await identifyOrSignedOut(
      headers,
      "strangers are signed out",
    );
    aboutTenant(tenant.id);
    if (principal) rememberCaller(headers, tenant.id);
    const { branding, units } = await readTenant({ tenant, ctx: null });
    const user = principal?.kind === "user" ? principal : null;
    const support = principal?.kind === "operator" ? principal : null;
    const color = branding.color ?? null;
    return { kind: "tenant", tenant, color, units, user, support, hiddenProjects, session };
  } catch (error) {
    if (error instanceof NotFound) return { kind: "unknown" };
    if (error instanceof TenantMoved)
      permanentRedirect(`${error.origin}${headers.get("x-path") ?? "/"}${headers.get("x-search") ?? ""}`);
    throw error;
  }
});

export interface Member {
  tenant: TenantInfo;
  color: string | null;
  units: UnitSystem;
  user: { id: string; email: string; name: string; role: Role; locale: Locale | null };
  organisations: { slug: string; name: string; role: Role; url: string }[];
  /** Present for an operator who is there in place of a member. */
  support: { name: string; until: Date } | null;
}

/** The member who opens a page of the organisation; everybody else is sent to where they can become one. */
export async function requireMember(): Promise<Member> {
  const { tenant, color, units, principal: user } = await memberHere();
  if (user.kind === "operator") {
    const { operatorId: id, name, role, until } = user;
    return {
      tenant,
      color,
      units,
      user: { id, email: "", name, role, locale: null },
      organisations: [],
      support: { name, until },
    };
  }
  const { userId: id, email, name, role, locale = null, vouchedForByOthers } = user;
  const all = await organisationsOf(id);
  // Whoever is vouched for by this organisation alone learns nothing here of the person's others.
  const organisations = vouchedForByOthers ? all.filter(({ slug }) => slug === tenant.slug) : all;
  return { tenant, color, units, user: { id, email, name, role, locale }, organisations, support: null };
}

/** The same member as the verbs know them, for a page that is made of what a verb answers. */
export async function memberCtx(): Promise<Ctx> {
  const { tenant, principal, hiddenProjects } = await memberHere();
  // As for calls: what a verb says in sentences is in their language, though nothing of the page has asked for a text yet.
  if (principal.kind === "user" && principal.locale) rememberLocale(principal.locale);
  return ctxOf(arrival(await requestHeaders(), "PAGE", false), { tenant, principal, hiddenProjects });
}

/** What the member's session still has to show, for the page where it can. */
export async function sessionState(): Promise<SessionState> {
  return (await memberHere()).session;
}

async function memberHere() {
  const host = await pageHost();
  if (host.kind === "root") redirect("/");
  if (host.kind === "unknown") redirect("/no-organisation");
  const path = (await requestHeaders()).get("x-path") ?? "/dashboard";
  const principal = host.user ?? host.support;
  if (!principal) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  // What is a person's own has nobody to be shown to.
  if (host.support && PERSONAL_PATH.test(path)) redirect("/dashboard");
  // Admins of a suspended organisation still get to what is to be paid.
  if (!host.tenant.isActive && !(principal.role === "admin" && BILLING_PATH.test(path)))
    redirect("/suspended");
  if (host.session.secondFactor !== "ok" && !SECOND_FACTOR_PATH.test(path)) redirect("/account/security");
  return { ...host, principal };
}

const PERSONAL_PATH = /^\/account(?:[/?]|$)/;

/** Where a second factor is set up or given; nothing else opens while it has to be. */
const SECOND_FACTOR_PATH = /^\/account\/(?:security|confirm)(?:[/?]|$)/;

const BILLING_PATH = /^\/(?:invoices|settings\/billing)(?:[/?]|$)/;
