import { Resolver } from "node:dns/promises";
import { config } from "#lib/config/index.ts";

/** What DNS says of a name's TXT records: those that are there, none at all, or nothing because it did not answer. */
export type TxtAnswer = { kind: "records"; records: string[] } | { kind: "none" } | { kind: "unavailable" };

/** The one way to DNS; tests and development name servers of their own. */
export type TxtResolver = (name: string) => Promise<TxtAnswer>;

const TIMEOUT_MS = 3000;
const TRIES = 2;
/** The domain does not exist, or has no TXT record. */
const NOT_THERE = new Set(["ENOTFOUND", "ENODATA"]);

/** Asks the machine's name servers, or those of `DNS_SERVERS`. Nothing is cached here: a check is for now. */
export function txtResolver(servers: readonly string[] | null = config().dnsServers): TxtResolver {
  return async (name) => {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
    if (servers) resolver.setServers(servers);
    try {
      // A long record comes in pieces.
      return { kind: "records", records: (await resolver.resolveTxt(name)).map((parts) => parts.join("")) };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      return NOT_THERE.has(code) ? { kind: "none" } : { kind: "unavailable" };
    }
  };
}
