import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { priceExchangeRates, priceIndexValues } from "#db/schema/price-levels.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { requireMatch } from "#lib/http/if-match.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentLevels, revisionOf } from "./list-price-levels.ts";
import { readPriceLevels } from "./price-levels.ts";
import type { PriceLevelsView, SetPriceLevels } from "./views.ts";

/**
 * Replaces the organisation's own price index values and exchange rates. Throws `Invalid` (`price_level_twice`) for a
 * period that stands twice in a series or between two currencies, and for a currency against itself; 412
 * `price_levels_changed` where `ifMatch` names another revision than the present one.
 */
export async function setPriceLevels(
  ctx: Ctx,
  input: z.output<typeof SetPriceLevels>,
  ifMatch?: string | null,
): Promise<z.input<typeof PriceLevelsView>> {
  requireRole(ctx, "admin");
  refuseTwice(input);
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    // Whoever sets them at the same time waits: one of the two tables stands in the end, not parts of both.
    await tx
      .select({ id: tenantSettings.tenantId })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenantId))
      .for("update");
    requireMatch(ifMatch, revisionOf(await readPriceLevels(tx)), {
      code: "price_levels_changed",
      sentence: problemText("search.somebodyChangedPrice"),
    });
    const before = await ownLevels(tx, tenantId);
    await tx.delete(priceIndexValues).where(eq(priceIndexValues.tenantId, tenantId));
    await tx.delete(priceExchangeRates).where(eq(priceExchangeRates.tenantId, tenantId));
    if (input.index_values.length > 0)
      await tx.insert(priceIndexValues).values(input.index_values.map((row) => ({ tenantId, ...row })));
    if (input.exchange_rates.length > 0)
      await tx.insert(priceExchangeRates).values(
        input.exchange_rates.map(({ from, to, ...row }) => ({
          tenantId,
          fromCurrency: from,
          toCurrency: to,
          ...row,
        })),
      );
    const after = await ownLevels(tx, tenantId);
    await audit(
      ctx,
      tx,
      "price_levels.changed",
      { type: "price_levels", id: tenantId },
      {},
      { before, after },
    );
    return presentLevels(tx);
  });
}

/** As the audit log tells them: one line each, so that a change is short to read. */
async function ownLevels(tx: Transaction, tenantId: string): Promise<Record<string, string>> {
  const values = await tx.select().from(priceIndexValues).where(eq(priceIndexValues.tenantId, tenantId));
  const rates = await tx.select().from(priceExchangeRates).where(eq(priceExchangeRates.tenantId, tenantId));
  return Object.fromEntries([
    ...values.map(({ series, period, value }) => [`${series} ${period}`, value] as const),
    ...rates.map(
      ({ fromCurrency, toCurrency, period, rate }) =>
        [`${fromCurrency}/${toCurrency} ${period}`, rate] as const,
    ),
  ]);
}

function refuseTwice({ index_values, exchange_rates }: z.output<typeof SetPriceLevels>): void {
  const issues = [
    ...twice(index_values, ({ series, period }) => `${series.toLowerCase()} ${period}`).map((at) => ({
      path: `index_values.${at}.period`,
      message: problemText("search.valueAlreadyKeep", {
        series: index_values[at]?.series ?? "",
        period: index_values[at]?.period ?? "",
      }),
    })),
    ...twice(exchange_rates, ({ from, to, period }) => `${from} ${to} ${period}`).map((at) => ({
      path: `exchange_rates.${at}.period`,
      message: problemText("search.rateAlreadyKeep", {
        from: exchange_rates[at]?.from ?? "",
        to: exchange_rates[at]?.to ?? "",
        period: exchange_rates[at]?.period ?? "",
      }),
    })),
    ...exchange_rates.flatMap(({ from, to }, at) =>
      from === to
        ? [
            {
              path: `exchange_rates.${at}.to`,
              message: problemText("search.needsRateAgainst", { from }),
            },
          ]
        : [],
    ),
  ];
  if (issues.length > 0)
    throw new Invalid("price_level_twice", issues.map(({ message }) => message).join(" "), issues);
}

function twice<T>(rows: readonly T[], keyOf: (row: T) => string): number[] {
  const seen = new Set<string>();
  return rows.flatMap((row, at) => {
    const key = keyOf(row);
    if (seen.has(key)) return [at];
    seen.add(key);
    return [];
  });
}
