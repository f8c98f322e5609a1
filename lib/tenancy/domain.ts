import { domainToASCII } from "node:url";
import { config } from "#lib/config/index.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * A custom domain as hosts are compared with it: lower case, international names in punycode, no port, no dot at the end.
 * Throws `Invalid` for what is no public host name, and for the platform's own addresses.
 */
export function customDomain(input: string, rootDomain = config().rootDomain): string {
  const name = /[\s/?#@:\\]/.test(input.trim()) ? "" : domainToASCII(input.trim().replace(/[.\u3002]$/, ""));
  const target = hostTarget(name, rootDomain);
  const root = rootDomain.replace(/:\d+$/, "").toLowerCase();
  if (name === root || name.endsWith(`.${root}`)) {
    throw new Invalid("domain_reserved", problemText("tenancy.addressPlatformItself", { name }));
  }
  if (target?.kind !== "domain" || RESERVED.test(name)) {
    throw new Invalid(
      "domain_invalid",
      problemText("tenancy.publicHostLike", { input: JSON.stringify(input) }),
    );
  }
  return target.domain;
}

/** Names that every machine answers itself (RFC 6761, RFC 6762, RFC 8375). */
const RESERVED = /(^|\.)(localhost|local|internal|home\.arpa|invalid|onion)$/;
