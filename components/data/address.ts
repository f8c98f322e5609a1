/** A path with filters as its query; what is empty is left out. */
export function address(path: string, filter: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return query.size > 0 ? `${path}?${query}` : path;
}

/** A day of the address as "2026-11-24", or nothing where it is none. */
export function dayOf(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  // The 31st of a month with 30 days rolls over.
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : "";
}
