import { lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Logger } from "#lib/observability/logger.ts";

const MAX_BYTES = 2 * 2 ** 20;
const TIMEOUT_MS = 3000;

/**
 * The tenant's logo as PNG or JPEG bytes, from a `data:` or a public https address; null without one, for another format,
 * and where it cannot be had: an invoice does not fail for a picture. The address is checked where it is connected to,
 * so that a name cannot lead into our own network.
 */
export async function readLogo(url: string | null, log: Logger): Promise<Buffer | null> {
  if (!url) return null;
  const data = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)$/.exec(url)?.[1];
  try {
    if (data) return pictureOf(Buffer.from(data, "base64"));
    if (!/^https:\/\/[^?#]+\.(?:png|jpe?g)(?:[?#]|$)/i.test(url)) return null;
    return pictureOf(await fetchPublic(new URL(url)));
  } catch (error) {
    log.warn({ err: error }, "the logo of an invoice could not be read");
    return null;
  }
}

/** The bytes when they are what they are called. */
function pictureOf(bytes: Buffer): Buffer | null {
  const png = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return png || jpeg ? bytes : null;
}

function fetchPublic(url: URL): Promise<Buffer> {
  if (isIP(url.hostname.replace(/^\[|\]$/g, ""))) throw new Error("A logo's address has a host name");
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { lookup: lookupPublic, signal: AbortSignal.timeout(TIMEOUT_MS), agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        // Redirects are not followed.
        if (response.statusCode !== 200)
          outgoing.destroy(new Error(`The logo's server answered ${response.statusCode}`));
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BYTES) outgoing.destroy(new Error("The logo is larger than 2 MiB"));
          chunks.push(chunk);
        });
        response.on("end", () => resolve(Buffer.concat(chunks)));
        response.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.some(({ address, family }) => isPrivate(address, family)))
      return callback(new Error("The logo's host is not a public one"), []);
    callback(null, addresses);
  });
};

/** Whether an address lies in a network that is not the public internet. */
export function isPrivate(address: string, family: number): boolean {
  return PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv6");
