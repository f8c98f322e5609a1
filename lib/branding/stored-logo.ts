import { buffer } from "node:stream/consumers";
import { objectStores } from "#lib/storage/index.ts";

/** The PNG that we made of an uploaded logo. Throws `ObjectNotFound`, `StoreUnavailable`. */
export async function readStoredLogo(key: string): Promise<Buffer> {
  return buffer((await objectStores().files.getStream(key)).stream);
}

/** The last part of a logo's key: the SHA-256 of the picture, by which it may be kept for ever. */
export const versionOf = (key: string) => key.slice(key.lastIndexOf("/") + 1);

/** Where a logo is served at each host of its organisation. */
export const logoPath = (key: string) => `/api/tenant/logo?v=${versionOf(key).slice(0, 16)}`;
