import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { authSecret } from "#lib/config/index.ts";

/**
 * Secrets that we have to know again (an authenticator app's, a webhook's, an identity provider's) lie sealed in the
 * database: AES-256-GCM under a key of the installation's secret, bound to what they are for, so that one cannot be put in
 * another's place. `v1.<nonce>.<ciphertext and tag>`, base64url.
 */
export function seal(secret: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(purpose), nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return ["v1", nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Throws when the text was not sealed for this purpose by this installation (AUTH_SECRET changed, or somebody wrote it). */
export function unseal(sealed: string, purpose: string): string {
  const [version, nonce = "", body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  if (version !== "v1" || bytes.length < TAG_BYTES) throw new Error("This is no sealed secret");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(purpose), Buffer.from(nonce, "base64url"));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}

const TAG_BYTES = 16;

const keyOf = (purpose: string) => Buffer.from(hkdfSync("sha256", authSecret(), "", `seal ${purpose}`, 32));
