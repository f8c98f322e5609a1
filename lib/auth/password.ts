import { hash, verify } from "@node-rs/argon2";

/** Argon2id with OWASP's first recommendation (19 MiB, 2 passes, 1 lane). */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** False for a wrong password; takes as long when there is no account, so that timing tells nothing. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const matches = await verify(stored ?? (await decoy), password);
  return matches && typeof stored === "string";
}
let decoy: Promise<string> | undefined;
