import { decimal } from "#lib/catalogue/decimal.ts";
import type { OwnPrice } from "./own-row.ts";

/**
 * A price with the day that it is of: the one that is stated, else the day since which its figures have been the same (of
 * `before`), else `today` (ISO 8601). So every price of the organisation's own has an age;
 * a placeholder has none.
 */
export function withDay(price: OwnPrice, before: OwnPrice | null | undefined, today: string): OwnPrice {
  if (price.priced_on !== null || price.placeholder) return price;
  return { ...price, priced_on: (before && sameFigures(price, before) ? before.priced_on : null) ?? today };
}

function sameFigures(a: OwnPrice, b: OwnPrice): boolean {
  const figures = ["material_price", "labour_hours", "equipment_hours", "waste_allowance"] as const;
  return (
    a.unit === b.unit &&
    a.source === b.source &&
    figures.every((name) => decimal(a[name]).eq(decimal(b[name])))
  );
}

/** Today in UTC, as days are stored. */
export const today = (): string => new Date().toISOString().slice(0, 10);
