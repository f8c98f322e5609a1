import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";

/**
 * A number as the files write it: `12.5`, `1e-3`, `0.30000000000000004` (binary dust of a spreadsheet: 15 digits count).
 * Undefined for text that is none.
 */
export function readNumber(text: string): Decimal | undefined {
  if (!/^[+-]?(\d{1,15}(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i.test(text)) return undefined;
  return text.length > 15 || /e/i.test(text)
    ? decimal(Number(Number(text).toPrecision(15))).decimalPlaces(10)
    : decimal(text).decimalPlaces(10);
}
