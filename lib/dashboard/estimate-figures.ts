import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { carbonGap, costGap, type PerM2Gap } from "#lib/estimates/per-m2-gaps.ts";
import { conditionsOf, type Scope } from "./scope.ts";
import type { Step } from "./views.ts";

/** Low, median, high of a figure and how many have it; nulls where none has. */
export type Quartiles = [low: number | null, median: number | null, high: number | null, count: number];

/** What the range's estimates come to. */
export interface EstimateFigures {
  days: { day: string; n: number }[];
  /** By project and decimal places of the currency; `minor` is an exact sum of whole minor units of the organisation's. */
  projects: {
    id: string | null;
    digits: number;
    n: number;
    minor: string;
    otherCurrency: number;
    carbonG: number;
  }[];
  /** By step; without a start of the whole range. Money per m² in the currency, carbon in kg per m². */
  steps: { start: string | null; cost: Quartiles; carbon: Quartiles }[];
  /** How many are left out of the figures per m², by why they are out of each. */
  gaps: { cost: PerM2Gap | null; carbon: PerM2Gap | null; n: number }[];
}

const { createdAt, projectId, likelyMinor, minorDigits, floorAreaM2, a1a3G, a4G, a5G } = costEstimates;

/**
 * Reads the range's estimates once for all that is made of them: their rows are wide, and a year of a large organisation
 * has a hundred thousand.
 */
export async function readEstimateFigures(
  tx: Transaction,
  scope: Scope,
  { currency, step }: { currency: string; step: Step },
): Promise<EstimateFigures> {
  const [row] = await tx.execute<{ found: EstimateFigures } & Record<string, unknown>>(sql`
    with figures as materialized (
      select ${projectId} as project_id, (${createdAt} at time zone 'UTC')::date as day, ${minorDigits} as digits,
        ${costEstimates.currency} = ${currency} as own, ${likelyMinor} as minor, ${a1a3G} + ${a4G} + ${a5G} as carbon_g,
        ${floorAreaM2} as area, ${costGap} as cost_gap, ${carbonGap} as carbon_gap
      from ${costEstimates} where ${conditionsOf(scope).estimatesInRange}),
    per_m2 as (
      select date_trunc('${sql.raw(step)}', day::timestamp)::date as start,
        case when cost_gap is null then minor / power(10, digits) / area end as cost,
        case when carbon_gap is null then carbon_g / 1000::float8 / area end as carbon
      from figures)
    select json_build_object(
      'days', ${rowsOf(sql`select day, count(*) as n from figures group by day`)},
      'projects', ${rowsOf(sql`select project_id as id, digits, count(*) as n,
        coalesce(sum(minor) filter (where own), 0)::text as minor, count(*) filter (where not own) as "otherCurrency",
        coalesce(sum(carbon_g), 0)::float8 as "carbonG" from figures group by project_id, digits`)},
      'steps', ${rowsOf(sql`select start, ${quartiles("cost")} as cost, ${quartiles("carbon")} as carbon
        from per_m2 group by grouping sets ((start), ())`)},
      'gaps', ${rowsOf(sql`select cost_gap as cost, carbon_gap as carbon, count(*) as n from figures
        group by cost_gap, carbon_gap`)}) as found`);
  if (!row) throw new Error("The estimates' figures were not answered");
  return row.found;
}

const rowsOf = (query: SQL): SQL => sql`(select coalesce(json_agg(r), '[]') from (${query}) r)`;

/** One sort for all three. */
function quartiles(figure: "cost" | "carbon"): SQL {
  const column = sql.raw(figure);
  const at = (share: number) =>
    sql`percentile_cont(${sql.raw(String(share))}) within group (order by ${column})`;
  return sql`json_build_array(${at(0.25)}, ${at(0.5)}, ${at(0.75)}, count(${column}))`;
}
