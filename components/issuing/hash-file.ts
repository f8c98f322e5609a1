/** What an issued document may have, with room to spare; more would not fit into a phone's memory. */
export const MOST_BYTES = 512 * 2 ** 20;

/** The SHA-256 of a file in hex, computed here: its bytes go nowhere. Null where the browser cannot, as on a page without https. */
export async function hashFile(file: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
