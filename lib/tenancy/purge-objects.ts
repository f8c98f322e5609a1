import type { ObjectStore } from "#lib/storage/store.ts";

/** How many keys one call removes at most. */
const PER_CALL = 500;
const AT_ONCE = 8;

/**
 * Removes objects, and uploads under way, whose key begins with a prefix: every version, a bounded number at a time.
 * Returns whether there may be more. What is gone already counts as removed, so it can be repeated at any point.
 */
export async function purgePrefix(
  store: ObjectStore,
  prefix: string,
  limit = PER_CALL,
): Promise<{ purged: number; more: boolean }> {
  if (!prefix.endsWith("/"))
    throw new Error("A prefix without a slash at its end begins other tenants' keys too");
  const keys = new Set<string>();
  for (const list of [store.list(prefix), store.listMultiparts(prefix)]) {
    for await (const { key } of list) {
      keys.add(key);
      if (keys.size >= limit) break;
    }
    if (keys.size >= limit) break;
  }
  const left = [...keys];
  const take = async () => {
    for (let key = left.pop(); key !== undefined; key = left.pop()) await store.purge(key);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return { purged: keys.size, more: keys.size >= limit };
}
