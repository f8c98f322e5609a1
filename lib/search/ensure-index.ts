import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { openIndex } from "./index/index.ts";

/** Advisory locks of the index: who makes it, and who switches it while others write into it. */
const ENSURE_LOCK = 7_240_401;
export const SWITCH_LOCK = 7_240_402;
export const REINDEX_LOCK = 7_240_403;

/**
 * Makes what is missing of the index, or damaged, one process at a time; repeatable. The name of the present generation.
 * What a new one lacks is due and found by `indexDue`. Throws `SearchUnavailable`.
 */
export function ensureIndex(): Promise<string> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ENSURE_LOCK})`);
    return openIndex().ensure();
  }, NO_LIMITS);
}
