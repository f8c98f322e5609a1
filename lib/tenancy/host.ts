import { domainToASCII } from "node:url";
import { config } from "#lib/config/index.ts";

export type HostTarget =
  /** The platform's own host: landing, sign-up, and API calls that name their tenant by header. */
  | { kind: "root" }
  | { kind: "slug"; slug: string }
  /** Perhaps a tenant's verified custom domain; the database decides. */
  | { kind: "domain"; domain: string };

/**
 * What a Host header points at. The port is ignored, case does not matter, a trailing dot neither.
 * A name below the root domain with more than one label, or a name that no slug may have, is `null`: no such tenant.
 */
export function hostTarget(
  host: string | null | undefined,
  rootDomain = config().rootDomain,
): HostTarget | null {
  const name = hostName(host);
  const root = hostName(rootDomain);
  if (!name || !root) return null;
  if (name === root || name === `www.${root}` || (root === "localhost" && LOOPBACK.has(name)))
    return { kind: "root" };
  if (name.endsWith(`.${root}`)) {
    const slug = name.slice(0, -root.length - 1);
    return SLUG.test(slug) ? { kind: "slug", slug } : null;
  }
  return DOMAIN.test(name) ? { kind: "domain", domain: name } : null;
}

/** Origin (scheme, host, port) of a tenant's subdomain, or of the root domain without a slug. */
export function originOf(slug: string | null): string {
  const { protocol, rootDomain } = config();
  return `${protocol}://${slug ? `${slug}.` : ""}${rootDomain}`;
}

/** 3 to 40 lower-case letters, digits and single hyphens, starting with a letter. */
export const SLUG = /^[a-z](?!.*--)[a-z0-9-]{1,38}[a-z0-9]$/;

/** Names that would mislead or that the platform needs for itself. */
export const RESERVED_SLUGS = new Set(
  "www api app admin administrator root system operator operators status health metrics static assets cdn img images files uploads download downloads mail smtp imap pop ftp ns ns1 ns2 dns mx webmail autodiscover auth login signin sign-in signup sign-up sso oauth account accounts billing invoice invoices pay payment payments stripe webhook webhooks support help docs documentation blog news about legal privacy terms security abuse postmaster hostmaster webmaster noreply no-reply test testing staging dev development internal localhost local public private inngest grafana prometheus jaeger".split(
    " ",
  ),
);

const LOOPBACK = new Set(["127.0.0.1", "[::1]"]);
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

function hostName(host: string | null | undefined): string | null {
  if (!host) return null;
  const name = host.trim().toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  if (name.startsWith("[")) return name;
  return name && domainToASCII(name) === name ? name : null;
}
