import type { ObjectStore } from "#lib/storage/store.ts";

/** How many objects one call removes at most. */
const PER_CALL = 500;

/**
 * Removes objects, and uploads under way, whose key begins with a prefix: every version, a bounded number at a time.
 * Returns whether there may be more. What is gone already counts as removed, so it can be repeated at any point.
 */
export function purgePrefix(
  store: ObjectStore,
  prefix: string,
  limit = PER_CALL,
): Promise<{ purged: number; more: boolean }> {
  return store.purgeFolder(prefix, limit);
}
