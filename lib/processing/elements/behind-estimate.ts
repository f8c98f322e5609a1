import { type SQL, sql } from "drizzle-orm";
import { elements } from "#db/schema/files.ts";

type Key = { tenantId: string; fileId: string };

/** Which elements of a file stand behind a figure of its estimate; what is left out chooses nothing. */
export interface BehindEstimate {
  /** Position of a line. */
  line?: number | undefined;
  /** A catalogue entry: all lines of it. */
  entry?: string | undefined;
  /** Those that are, in part or whole, in no price, or in no carbon figure. */
  gap?: "price" | "carbon" | undefined;
}

/** The conditions on `elements`: every figure of an estimate opens to what it is made of. */
export function behindEstimate(key: Key, { line, entry, gap }: BehindEstimate): SQL[] {
  return [
    ...(line === undefined ? [] : [isIn(elementsOfLines(key, sql`l.position = ${line}`))]),
    ...(entry === undefined
      ? []
      : [
          isIn(
            sql`${elementsOfLines(key, sql`l.catalogue_id = ${entry}`)} union all
              ${unmeasured(key, sql`item->>'catalogueId' = ${entry}`)}`,
          ),
        ]),
    ...(gap === undefined ? [] : [isIn(gap === "price" ? unpriced(key) : uncounted(key))]),
  ];
}

const isIn = (ordinals: SQL): SQL => sql`${elements.ordinal} in (${ordinals})`;

const elementsOfLines = ({ tenantId, fileId }: Key, which: SQL): SQL => sql`
  select behind.ordinal::int from cost_estimates e
  join cost_estimate_lines l on l.tenant_id = e.tenant_id and l.estimate_id = e.id
  cross join lateral jsonb_array_elements_text(l.elements) behind(ordinal)
  where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and ${which}`;

/** What could not be measured is in no line, and names its elements itself. */
const unmeasured = ({ tenantId, fileId }: Key, which: SQL): SQL => sql`
  select behind.ordinal::int from cost_estimates e
  cross join lateral jsonb_array_elements(e.unmeasured) item
  cross join lateral jsonb_array_elements_text(item->'elementIds') behind(ordinal)
  where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and ${which}`;

/** Lines without an amount have no price, unless there is nothing of them to buy: then they are not listed. */
const unpriced = (key: Key): SQL =>
  sql`${unmeasured(key, sql`true`)} union all ${elementsOfLines(
    key,
    sql`l.likely_minor is null and ${listed(sql`e.unpriced`, ["no_price"])}`,
  )}`;

/** Lines without a factor or a mass, and elements of others that no mass is known of. */
const uncounted = (key: Key): SQL => sql`${unmeasured(key, sql`true`)} union all ${elementsOfLines(
  key,
  sql`l.a1_a3_g is null and ${listed(sql`coalesce(e.missing_carbon, '[]')`, ["no_factor", "no_mass"])}`,
)} union all
  select behind.ordinal::int from cost_estimates e
  join cost_estimate_lines l on l.tenant_id = e.tenant_id and l.estimate_id = e.id
  cross join lateral jsonb_array_elements_text(l.unweighed->'elementIds') behind(ordinal)
  where e.tenant_id = ${key.tenantId} and e.file_id = ${key.fileId} and jsonb_typeof(l.unweighed) = 'object'`;

const listed = (items: SQL, reasons: readonly string[]): SQL => sql`exists (
  select from jsonb_array_elements(${items}) item
  where item->>'reason' in (${sql.join(
    reasons.map((reason) => sql`${reason}`),
    sql`, `,
  )}) and item->>'catalogueId' = l.catalogue_id and item->>'ifcClass' is not distinct from l.ifc_class)`;
