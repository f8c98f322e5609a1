import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { readPriceLevels } from "./price-levels.ts";
import type { PriceLevelsView } from "./views.ts";

/** Price index series and exchange rates that past costs are brought to today by: own and built-in. */
export async function listPriceLevels(ctx: Ctx): Promise<z.input<typeof PriceLevelsView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(presentLevels);
}

export async function presentLevels(tx: Transaction): Promise<z.input<typeof PriceLevelsView>> {
  const { series, exchangeRates } = await readPriceLevels(tx);
  return {
    series: series.map(({ series: name, source, placeholder, values }) => ({
      series: name,
      own: !placeholder,
      source,
      placeholder,
      values: [...values].map(([period, value]) => ({ period, value: decimal(value).toFixed() })),
    })),
    exchange_rates: exchangeRates.map(({ rate, ...known }) => ({ ...known, rate: decimal(rate).toFixed() })),
  };
}
