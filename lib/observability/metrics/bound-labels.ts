import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import type { Row } from "./sample.ts";
import { namedTenants, OTHER } from "./tenant-labels.ts";

/** Kinds of errors that are told apart, over all processes and for good; the rest is `other`. */
export const MAX_ERROR_TYPES = 100;

/**
 * Folds what would make ever more series into `other`, where it is counted and not where it is shown: so no counter ever
 * goes backwards when an organisation gets a label of its own or loses it.
 */
export async function boundLabels(counted: Row[]): Promise<Row[]> {
  const rows = counted.map(ofBrowsers);
  const has = (label: string) => rows.some(({ labels }) => label in labels);
  const tenants = has("tenant_id") ? await namedTenants() : new Set<string>();
  const errors = has("error_type") ? await admittedErrors(rows) : new Set<string>();
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const labels = { ...row.labels };
    if (labels.tenant_id !== undefined && !tenants.has(labels.tenant_id)) labels.tenant_id = OTHER;
    const { error_type: type, service } = labels;
    if (type !== undefined && service !== BROWSER && !errors.has(type)) labels.error_type = OTHER;
    const key = `${row.name} ${labelsKey(labels)}`;
    const before = merged.get(key);
    const values = before ? row.values.map((value, i) => value + (before.values[i] ?? 0)) : row.values;
    merged.set(key, { ...row, labels, values });
  }
  return [...merged.values()];
}

/** What strangers' browsers name takes no kind from our own errors. */
function ofBrowsers(row: Row): Row {
  const { labels } = row;
  return labels.service === BROWSER && "error_type" in labels
    ? { ...row, labels: { ...labels, error_type: BROWSER } }
    : row;
}
const BROWSER = "browser";

/** Labels as a text that is the same for the same labels. */
export const labelsKey = (labels: Record<string, string>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Kinds that were counted before, in this process or another, and new ones while there is room. */
async function admittedErrors(rows: Row[]): Promise<ReadonlySet<string>> {
  const named = new Set(
    rows.flatMap(({ labels }) => (labels.service === BROWSER ? [] : (labels.error_type ?? []))),
  );
  if ([...named].every((type) => known.has(type))) return known;
  const before = await withSystem((tx) =>
    tx.execute<{ type: string }>(
      sql`select distinct labels::jsonb ->> 'error_type' as type from metric_totals
        where name = 'errors_total' and labels::jsonb ->> 'service' <> ${BROWSER}`,
    ),
  );
  for (const { type } of before) if (type !== OTHER) known.add(type);
  for (const type of named) if (known.size < MAX_ERROR_TYPES) known.add(type);
  return known;
}
const known = new Set<string>();
