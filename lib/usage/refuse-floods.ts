import { hashSecret } from "#lib/auth/authenticate.ts";
import { cookieValue, sessionCookieName } from "#lib/auth/session-cookie.ts";
import { refuseTooFast } from "#lib/usage/admit-call.ts";

/** How long a caller that was proven may be refused without a proof, and how long its requests go with its organisation's. */
const REFUSED_MS = 1000;
const KNOWN_MS = 60_000;
/** How many are known at most; the ones proven longest ago are forgotten. */
const MOST = 10_000;

/** What carries the credentials: the headers of either a web request or Node's. */
type Credentials = Pick<Headers, "get">;

interface Known {
  tenantId: string;
  /** Whether its calls count against the month: those with an API key do. */
  counts: boolean;
  provenAt: number;
}

/** Remembers whose credentials these are: only ever to refuse with or to make wait, never to let in. */
export function rememberCaller(headers: Credentials, tenantId: string): void {
  const credential = credentialOf(headers);
  if (!credential) return;
  const known = shared();
  known.delete(credential.hash);
  if (known.size >= MOST) known.delete(known.keys().next().value ?? "");
  known.set(credential.hash, { tenantId, counts: credential.counts, provenAt: performance.now() });
}

/** The organisation whose credentials these were within the last minute, or null. */
export function knownTenant(headers: Credentials): string | null {
  return find(headers, KNOWN_MS)?.tenantId ?? null;
}

/** Refuses a flood of an organisation over its rate before the database is asked who it is. Throws `TooManyRequests`. */
export function refuseWhileTooFast(headers: Credentials): void {
  const caller = find(headers, REFUSED_MS);
  if (caller) refuseTooFast(caller);
}

function find(headers: Credentials, withinMs: number): Known | null {
  const credential = credentialOf(headers);
  const found = credential && shared().get(credential.hash);
  return found && performance.now() < found.provenAt + withinMs ? found : null;
}

/** As `identify` has it: a bearer goes before a session. */
function credentialOf(headers: Credentials): { hash: string; counts: boolean } | null {
  const bearer = headers.get("authorization");
  const secret = bearer ?? cookieValue(headers.get("cookie"), sessionCookieName());
  return secret ? { hash: hashSecret(secret), counts: bearer !== null } : null;
}

// On globalThis: the bundled routes, which prove callers, and the server before them are different copies of this module.
const KEY = Symbol.for("construction-ai.known-callers");
function shared(): Map<string, Known> {
  const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, Known> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}
