import { headers as requestHeaders } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Role } from "#db/schema/auth.ts";
import { identifyOrSignedOut } from "#lib/auth/caller.ts";
import { organisationsOf } from "#lib/auth/organisations.ts";
import { NotFound } from "#lib/errors.ts";
import { arrival } from "#lib/http/admission.ts";
import { logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx, type Principal, type TenantInfo } from "#lib/tenancy/context.ts";
import { hostTarget } from "#lib/tenancy/host.ts";
import { readTenant } from "#lib/tenancy/read-tenant.ts";
import { rememberCaller } from "#lib/usage/refuse-floods.ts";

export type PageHost =
  | { kind: "root" }
  | { kind: "unknown" }
  | {
      kind: "tenant";
      tenant: TenantInfo;
      color: string | null;
      user: Extract<Principal, { kind: "user" }> | null;
    };

/** What the host of this page stands for, and who looks at it. Asked once per request. */
export const pageHost = cache(async (): Promise<PageHost> => {
  const headers = await requestHeaders();
  if (hostTarget(headers.get("host"))?.kind === "root") return { kind: "root" };
  try {
    const { tenant, principal } = await identifyOrSignedOut(headers, "strangers are signed out");
    if (principal) rememberCaller(headers, tenant.id);
    return tenantPage(tenant, principal?.kind === "user" ? principal : null);
  } catch (error) {
    if (error instanceof NotFound) return { kind: "unknown" };
    throw error;
  }
});

async function tenantPage(
  tenant: TenantInfo,
  user: Extract<Principal, { kind: "user" }> | null,
): Promise<PageHost> {
  const { branding } = await readTenant({ tenant, ctx: null });
  return { kind: "tenant", tenant, color: branding.color ?? null, user };
}

export interface Member {
  tenant: TenantInfo;
  color: string | null;
  user: { id: string; email: string; name: string; role: Role };
  organisations: { slug: string; name: string; role: string; url: string }[];
}

/** The member who opens a page of the organisation; everybody else is sent to where they can become one. */
export async function requireMember(): Promise<Member> {
  const { tenant, color, user } = await memberHere();
  const { userId: id, email, name, role } = user;
  return { tenant, color, user: { id, email, name, role }, organisations: await organisationsOf(id) };
}

/** The same member as the verbs know them, for a page that is made of what a verb answers. */
export async function memberCtx(): Promise<Ctx> {
  const { tenant, user: principal } = await memberHere();
  const { traceId, ip } = arrival(await requestHeaders(), "PAGE", false);
  return makeCtx({ tenant, principal, traceId, ip, log: logger().child({ tenantId: tenant.id, traceId }) });
}

async function memberHere() {
  const host = await pageHost();
  if (host.kind === "root") redirect("/");
  if (host.kind === "unknown") redirect("/no-organisation");
  const path = (await requestHeaders()).get("x-path") ?? "/dashboard";
  if (!host.user) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  // Admins of a suspended organisation still get to what is to be paid.
  if (!host.tenant.isActive && !(host.user.role === "admin" && BILLING_PATH.test(path)))
    redirect("/suspended");
  return { ...host, user: host.user };
}

const BILLING_PATH = /^\/(?:invoices|settings\/billing)(?:[/?]|$)/;
