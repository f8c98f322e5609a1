import { hashSecret } from "#lib/auth/authenticate.ts";
import { refuseTooFast } from "#lib/usage/admit-call.ts";

/** How long a key that was proven is known, and how many at most. */
const KNOWN_MS = 1000;
const MOST = 10_000;

const known = new Map<string, { tenantId: string; until: number }>();

/** Remembers, for a second, whose key this is: only ever to refuse with, never to let in. */
export function rememberKey(headers: Headers, tenantId: string): void {
  const key = keyOf(headers);
  if (key === null) return;
  if (known.size >= MOST) known.clear();
  known.set(key, { tenantId, until: performance.now() + KNOWN_MS });
}

/** Refuses a flood of an organisation over its rate before the database is asked who it is. Throws `TooManyRequests`. */
export function refuseWhileTooFast(headers: Headers): void {
  const key = keyOf(headers);
  const found = key === null ? undefined : known.get(key);
  if (!found) return;
  if (performance.now() > found.until) known.delete(key ?? "");
  refuseTooFast(found.tenantId);
}

function keyOf(headers: Headers): string | null {
  const header = headers.get("authorization");
  return header === null ? null : hashSecret(header);
}
