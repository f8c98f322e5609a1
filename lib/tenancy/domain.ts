import { domainToASCII } from "node:url";
import { config } from "#lib/config/index.ts";
import { Invalid } from "#lib/errors.ts";
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
    throw new Invalid(
      "domain_reserved",
      `${name} is an address of the platform itself. Name a domain of the organisation's own.`,
    );
  }
  if (target?.kind !== "domain" || RESERVED.test(name)) {
    throw new Invalid(
      "domain_invalid",
      `${JSON.stringify(input)} is no public host name. Write it like estimates.example.com: without a scheme, port or path.`,
    );
  }
  return target.domain;
}

/** Names that every machine answers itself (RFC 6761, RFC 6762, RFC 8375). */
const RESERVED = /(^|\.)(localhost|local|internal|home\.arpa|invalid|onion)$/;
