import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type PriceLevels, readPriceLevels } from "./price-levels.ts";
import type { PriceLevelsView } from "./views.ts";

/** Price index series and exchange rates that past costs are brought to today by: own and built-in. */
export async function listPriceLevels(ctx: Ctx): Promise<z.input<typeof PriceLevelsView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(presentLevels);
}

export async function presentLevels(tx: Transaction): Promise<z.input<typeof PriceLevelsView>> {
  const levels = await readPriceLevels(tx);
  const { series, exchangeRates } = levels;
  return {
    revision: revisionOf(levels),
    series: series.map(({ series: name, source, sources, placeholder, values }) => ({
      series: name,
      own: !placeholder,
      source,
      placeholder,
      values: [...values].map(([period, value]) => ({
        period,
        value: decimal(value).toFixed(),
        source: sources.get(period) ?? source,
      })),
    })),
    exchange_rates: exchangeRates.map(({ rate, ...known }) => ({ ...known, rate: decimal(rate).toFixed() })),
  };
}

/** Another number for every state of what is the organisation's own; from its content, so that nothing has to be counted. */
export function revisionOf({ series, exchangeRates }: PriceLevels): number {
  const content = [
    series.flatMap(({ series: name, placeholder, values, sources }) =>
      placeholder ? [] : [[name, [...values], [...sources]]],
    ),
    exchangeRates.map(({ from, to, period, rate, source }) => [from, to, period, rate, source]),
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest().readUIntBE(0, 6);
}
