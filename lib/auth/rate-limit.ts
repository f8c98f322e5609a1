import { isIPv6 } from "node:net";
import { pool } from "#db/client.ts";
import { TooManyRequests } from "#lib/errors.ts";

export interface Limit {
  attempts: number;
  windowSeconds: number;
}

/**
 * Counts one attempt under `key` and throws `TooManyRequests` beyond the limit. Fixed windows in the database, so that
 * the limit holds across all server processes.
 */
export async function countAttempt(key: string, limit: Limit): Promise<void> {
  const { sql } = pool("cai_system");
  const [row] = await sql<{ attempts: number; wait: number }[]>`
    insert into rate_limits as r (key, attempts, resets_at)
    values (${key}, 1, now() + ${limit.windowSeconds} * interval '1 second')
    on conflict (key) do update set
      attempts = case when r.resets_at <= now() then 1 else r.attempts + 1 end,
      resets_at = case when r.resets_at <= now() then excluded.resets_at else r.resets_at end
    returning attempts, extract(epoch from resets_at - now())::float as wait`;
  if (row && row.attempts > limit.attempts) throw new TooManyRequests(Math.max(1, row.wait));
}

/**
 * What counts as one address: an IPv4 address, or the /64 block that an IPv6 address lies in, since every home has one
 * and its addresses cost nothing.
 */
export function addressBlock(ip: string | null): string {
  if (!ip || !isIPv6(ip)) return ip || "unknown";
  const [head = "", tail] = ip.split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, zeros)).fill("0"), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** Forgets the attempts under `key`, after a success. */
export async function clearAttempts(key: string): Promise<void> {
  await pool("cai_system").sql`delete from rate_limits where key = ${key}`;
}

/**
 * Counts an attempt that fails or is still under way; one that gives something is taken back. So a whole office behind one
 * address can sign in, and failures still add up. Throws as `countAttempt` does.
 */
export async function limitingFailures<T>(key: string, limit: Limit, attempt: () => Promise<T>): Promise<T> {
  await countAttempt(key, limit);
  const result = await attempt();
  if (result !== null)
    await pool("cai_system")
      .sql`update rate_limits set attempts = attempts - 1 where key = ${key} and attempts > 0`;
  return result;
}
