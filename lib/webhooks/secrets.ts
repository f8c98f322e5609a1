import { createHmac, randomBytes } from "node:crypto";
import { seal, unseal } from "#lib/auth/seal.ts";

const PREFIX = "whsec_";
const SEAL = "webhook secret";

/** A new signing secret, `whsec_<base64 of 32 bytes>`. */
export const newSecret = () => PREFIX + randomBytes(32).toString("base64");
export const sealSecret = (secret: string) => seal(secret, SEAL);

/** What signs an endpoint's messages at `now`: the secret, and the one before it while that still holds. */
export function signingSecrets(
  endpoint: { secret: string; previousSecret: string | null; previousSecretUntil: Date | null },
  now: Date,
): string[] {
  const { secret, previousSecret, previousSecretUntil } = endpoint;
  const overlaps = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
  return [secret, ...(overlaps ? [previousSecret] : [])].map((sealed) => unseal(sealed, SEAL));
}

/** The header `webhook-signature` of the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, one per secret. */
export function signature(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}
