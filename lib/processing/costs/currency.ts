import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Decimal places of a currency (USD 2, JPY 0). Throws `Invalid` for what is no ISO 4217 code. */
export function minorDigits(currency: string): number {
  if (!Intl.supportedValuesOf("currency").includes(currency)) {
    throw new Invalid("currency_invalid", problemText("processing.currencyIso4217", { currency }));
  }
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units as the decimal text of the API: 123456 with two digits is "1234.56". */
export function minorToDecimal(minor: number, digits: number): DecimalString {
  return decimal(minor).shiftedBy(-digits).toFixed(digits);
}
