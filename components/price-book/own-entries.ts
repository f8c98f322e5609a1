import type { PriceBookEntry } from "#components/data/answers.ts";

/** Whether the organisation has said anything of its own about an entry. */
export function hasOwn({ entry, price, factor, mass, site_waste, aliases }: PriceBookEntry): boolean {
  return Boolean(entry || price?.own || factor?.own || mass?.own || site_waste.own || aliases.length > 0);
}
