import { promises as dns } from "node:dns";
import { BlockList, isIP, isIPv4, type LookupFunction } from "node:net";
import { config } from "#lib/config/index.ts";
import { keptText } from "#lib/i18n/kept-text.ts";

/**
 * The one gate before requests to addresses that others name: webhooks, logos. A name is resolved where it is connected
 * to, all its addresses are checked, and the connection takes one of just those: a name that answers differently the
 * second time gains nothing.
 */
export interface AddressPolicy {
  /** 127.0.0.0/8, ::1 and localhost count as well: for receivers on a developer's own machine. */
  allowLoopback?: boolean;
  resolve?: Resolve;
}

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}
/** All addresses of a host name; throws when there are none. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

/** The name leads somewhere that is not the public internet. */
export class AddressRefused extends Error {
  readonly code = "address_refused";
  constructor(hostname: string) {
    super(keptText("address_refused", { hostname }));
    this.name = "AddressRefused";
  }
}

/** Whether an IP address, as text, is one of the public internet. Whatever is no plain address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%")) return false;
  return GLOBAL_UNICAST.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}

export function isLoopback(address: string): boolean {
  return (
    isIP(address) !== 0 &&
    !address.includes("%") &&
    LOOPBACK.check(address, isIPv4(address) ? "ipv4" : "ipv6")
  );
}

/**
 * Whether a URL's host may be connected to as far as its text tells: a name, or a permitted address. The URL parser has
 * made dotted quads of decimal, octal and hexadecimal spellings before.
 */
export function isPermittedHost(url: URL, { allowLoopback = false }: AddressPolicy = {}): boolean {
  const host = hostOf(url);
  if (isIP(host) !== 0) return permitted(host, allowLoopback);
  return allowLoopback || !isLocalName(host);
}

/** `lookup` for `http.request`, `https.request` and `net.connect`. It is not asked for literal addresses: see `isPermittedHost`. */
export function permittedLookup({
  allowLoopback = false,
  resolve = resolvePublicly,
}: AddressPolicy = {}): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname)
      .then((found) => {
        const wanted =
          options.family === 4 || options.family === 6
            ? found.filter((a) => a.family === options.family)
            : found;
        const [first] = wanted;
        if (!first || !found.every(({ address }) => permitted(address, allowLoopback)))
          return callback(new AddressRefused(hostname), []);
        if (options.all) callback(null, wanted);
        else callback(null, first.address, first.family);
      })
      .catch((error) => callback(error, []));
  };
}

/** The host of a URL, an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

const permitted = (address: string, allowLoopback: boolean) =>
  isPublicAddress(address) || (allowLoopback && isLoopback(address));

/** RFC 6761: these never leave the machine. */
const isLocalName = (hostname: string) => /(^|\.)localhost\.?$/i.test(hostname);

/**
 * By the name server alone, without a thread: `dns.lookup` keeps one of four threads for as long as a name server does
 * not answer, and anybody can own such a name.
 */
async function resolvePublicly(hostname: string): Promise<ResolvedAddress[]> {
  if (isLocalName(hostname)) return [{ address: "127.0.0.1", family: 4 }];
  const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
  const { dnsServers } = config();
  if (dnsServers) resolver.setServers(dnsServers);
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [
    ...(v4.status === "fulfilled" ? v4.value.map((address) => ({ address, family: 4 as const })) : []),
    ...(v6.status === "fulfilled" ? v6.value.map((address) => ({ address, family: 6 as const })) : []),
  ];
  if (found.length === 0 && v4.status === "rejected") throw v4.reason;
  return found;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** What IANA gives out for the public internet; mapped, compatible, translated (64:ff9b::/96), unique-local, link-local and multicast addresses lie outside. */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet("2000::", 3, "ipv6");

/** IANA's special-purpose registries, and clouds' metadata services at public addresses. */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  // Azure's metadata and health service.
  ["168.63.129.16", 32],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  // Protocol assignments, with Teredo and ORCHID.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4, which can hold any IPv4 address.
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, "ipv6");
