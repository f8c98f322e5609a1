import { type SQL, sql } from "drizzle-orm";
import { currentTenant } from "#db/schema/columns.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { tenantSettings } from "#db/schema/tenants.ts";

/**
 * Why an estimate is left out of figures per m²: it is being calculated, nobody knows its floor area, its money is of
 * another currency than the organisation's, nothing of it has a price, or nothing of it a carbon factor.
 */
export const PER_M2_GAPS = [
  "calculating",
  "no_floor_area",
  "other_currency",
  "unpriced",
  "no_carbon",
] as const;
export type PerM2Gap = (typeof PER_M2_GAPS)[number];

const { status, floorAreaM2, currency, likelyMinor, a1a3G, a4G, a5G } = costEstimates;

const common = sql`when ${status} <> 'complete' then 'calculating'
  when coalesce(${floorAreaM2}, 0) <= 0 then 'no_floor_area'`;

/** The organisation's currency, read once a statement. */
const own = sql`(select ${tenantSettings.currency} from ${tenantSettings} where ${tenantSettings.tenantId} = ${currentTenant})`;

/** Why an estimate's cost per m² is left out; null where it counts. */
export const costGap = sql<PerM2Gap | null>`(case ${common}
  when ${currency} <> ${own} then 'other_currency'
  when ${likelyMinor} <= 0 then 'unpriced' end)`;

/** The same of its carbon per m², A1–A5. */
export const carbonGap = sql<PerM2Gap | null>`(case ${common}
  when coalesce(${a1a3G} + ${a4G} + ${a5G}, 0) <= 0 then 'no_carbon' end)`;

/** Condition: the estimate is left out of cost or carbon per m² for this reason. */
export const leftOut = (gap: PerM2Gap): SQL => sql`(${costGap} = ${gap} or ${carbonGap} = ${gap})`;

/** The figures per m² that an estimate can count for. */
export const PER_M2_FIGURES = ["cost", "carbon"] as const;

/** Condition: the estimate counts for this figure. */
export const counts = (figure: (typeof PER_M2_FIGURES)[number]): SQL =>
  sql`${figure === "cost" ? costGap : carbonGap} is null`;
