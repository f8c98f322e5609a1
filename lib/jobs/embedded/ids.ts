import { createHash } from "node:crypto";
import { z } from "zod";

/** The same UUID for the same words. */
export function uuidOf(words: string): string {
  const hash = createHash("sha256").update(words).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The tenant that an event's data names, if any. */
export function tenantOf(data: unknown): string | null {
  const parsed = Tenanted.safeParse(data);
  return parsed.success ? parsed.data.tenant_id : null;
}

const Tenanted = z.object({ tenant_id: z.uuid() });
