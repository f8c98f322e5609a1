import { AppError } from "#lib/errors.ts";

/**
 * Digits of the minor unit that Stripe counts a currency in. They are the currency's own, but for these lists of
 * https://docs.stripe.com/currencies: no decimals, and three of which the last must be zero.
 */
const WITHOUT_DECIMALS = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const THREE_DECIMALS = new Set("BHD JOD KWD OMR TND".split(" "));

/** Our minor units as Stripe's. Throws `AmountNotPayable` where Stripe cannot say the amount exactly. */
export function toStripeAmount(
  minor: number,
  { currency, minorDigits }: { currency: string; minorDigits: number },
): number {
  const digits = stripeDigits(currency);
  const amount = shift(minor, digits - minorDigits);
  if (amount === null || (digits === 3 && amount % 10 !== 0)) throw new AmountNotPayable(minor, currency);
  return amount;
}

/** Stripe's minor units as ours. Throws `AmountNotPayable` where ours cannot say the amount exactly. */
export function fromStripeAmount(
  amount: number,
  { currency, minorDigits }: { currency: string; minorDigits: number },
): number {
  const minor = shift(amount, minorDigits - stripeDigits(currency));
  if (minor === null) throw new AmountNotPayable(amount, currency);
  return minor;
}

/** Amount that cannot be charged by card in this currency: Stripe's unit is coarser than ours. */
export class AmountNotPayable extends AppError {
  constructor(amount: number, currency: string) {
    super(
      422,
      "amount_not_payable",
      `${amount} minor units of ${currency} cannot be charged by card exactly. Let the invoice be paid by bank transfer.`,
    );
  }
}

function stripeDigits(currency: string): number {
  return WITHOUT_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** Times ten to the power of `places`; null where that is no whole number that is counted exactly. */
function shift(value: number, places: number): number | null {
  const factor = 10 ** Math.abs(places);
  if (places < 0 && value % factor !== 0) return null;
  const shifted = places < 0 ? value / factor : value * factor;
  return Number.isSafeInteger(shifted) ? shifted : null;
}
