import { request } from "node:https";
import { isIP } from "node:net";
import { hostOf, permittedLookup } from "#lib/net/public-address.ts";
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
  if (isIP(hostOf(url))) throw new Error("A logo's address has a host name");
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { lookup: permittedLookup(), signal: AbortSignal.timeout(TIMEOUT_MS), agent: false },
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
