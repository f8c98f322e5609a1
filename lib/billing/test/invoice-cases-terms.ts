import { calls, ENTERPRISE, files, inMonth, inOctober, PRO, plain, stored } from "./invoice-case.ts";
import { gib, type Scenario } from "./scenario.ts";

const off = (...discounts: NonNullable<Scenario["discounts"]>) => ({ discounts });
const discounts = [
  inOctober(
    "25 %; tax 742.5 to 742",
    PRO,
    { base: "99.00", discount: "24.75", tax: "7.42", total: "81.67", lines: 3 },
    off({ percent: "0.25", first: "2025-10" }),
  ),
  inOctober(
    "100 %",
    PRO,
    { base: "99.00", discount: "99.00", total: "0.00", lines: 2 },
    off({ percent: "1", first: "2025-01" }),
  ),
  inOctober(
    "10.00 off",
    PRO,
    { base: "99.00", discount: "10.00", tax: "8.90", total: "97.90" },
    off({ minor: 1000, first: "2025-10" }),
  ),
  inOctober(
    "more off than there is",
    PRO,
    { base: "99.00", discount: "99.00", total: "0.00" },
    off({ minor: 20_000, first: "2025-10" }),
  ),
  inOctober(
    "half, and half of the rest; tax 247.5 to 248",
    PRO,
    { base: "99.00", discount: "74.25", tax: "2.48", total: "27.23", lines: 4 },
    off({ percent: "0.5", first: "2025-10" }, { percent: "0.5", first: "2025-10" }),
  ),
  inOctober(
    "half, then 10.00",
    PRO,
    { base: "99.00", discount: "59.50", tax: "3.95", total: "43.45" },
    off({ percent: "0.5", first: "2025-10" }, { minor: 1000, first: "2025-10" }),
  ),
  inOctober(
    "10.00, then half",
    PRO,
    { base: "99.00", discount: "54.50", tax: "4.45", total: "48.95" },
    off({ minor: 1000, first: "2025-10" }, { percent: "0.5", first: "2025-10" }),
  ),
  inOctober(
    "one that ended the month before",
    PRO,
    plain,
    off({ percent: "0.5", first: "2025-07", last: "2025-09" }),
  ),
  inOctober("one that starts the month after", PRO, plain, off({ percent: "0.5", first: "2025-11" })),
  inOctober(
    "one in its last month",
    PRO,
    { base: "99.00", discount: "9.90", tax: "8.91", total: "98.01" },
    off({ percent: "0.1", first: "2025-08", last: "2025-10" }),
  ),
  inOctober(
    "on usage as well",
    PRO,
    { base: "99.00", usage: "50.00", discount: "14.90", tax: "13.41", total: "147.51" },
    { usage: files(1100), ...off({ percent: "0.1", first: "2025-10" }) },
  ),
  inOctober(
    "33.333 %: 32.99967",
    PRO,
    { base: "99.00", discount: "33.00", tax: "6.60", total: "72.60" },
    off({ percent: "0.33333", first: "2025-10" }),
  ),
];

const taxed = (taxRate: string) => ({ account: { taxRate } });
const taxes = [
  inOctober("no tax", PRO, { base: "99.00", total: "99.00", lines: 1 }, taxed("0")),
  inOctober("19 %", PRO, { base: "99.00", tax: "18.81", total: "117.81" }, taxed("0.19")),
  inOctober("7.7 %: 7.623", PRO, { base: "99.00", tax: "7.62", total: "106.62" }, taxed("0.077")),
  inOctober("8.875 %: 8.78625", PRO, { base: "99.00", tax: "8.79", total: "107.79" }, taxed("0.08875")),
  inOctober(
    "25 %; 2487.5 to 2488",
    PRO,
    { base: "99.00", usage: "0.50", tax: "24.88", total: "124.38" },
    { usage: files(1001), ...taxed("0.25") },
  ),
  inOctober(
    "reverse charge",
    PRO,
    { base: "99.00", total: "99.00", lines: 1 },
    { account: { reverseCharge: true, taxId: "DE123456789" } },
  ),
];

/** JPY: 15 000; 75, 1 500, 15. KWD: 30.000; 0.155. */
const JPY = { account: { currency: "JPY" } };
const currencies = [
  inOctober("yen have no decimals", PRO, { base: "15000", tax: "1500", total: "16500" }, JPY),
  inOctober(
    "yen, half a month",
    [["2025-10-16 12:00", "pro"]],
    { base: "7500", tax: "750", total: "8250" },
    JPY,
  ),
  inOctober("yen, a day: 483.87…", [["2025-10-31", "pro"]], { base: "484", tax: "48", total: "532" }, JPY),
  inOctober(
    "yen, 16.5 go to the even 16; tax 1501.6",
    PRO,
    { base: "15000", usage: "16", tax: "1502", total: "16518" },
    { usage: calls(101_100), ...JPY },
  ),
  inOctober(
    "dinars have three; tax 3015.5 to 3016",
    PRO,
    { base: "30.000", usage: "0.155", tax: "3.016", total: "33.171" },
    { usage: files(1001), account: { currency: "KWD" } },
  ),
];

/** Pro from June 2026 on: 119.00, and 0.60 a file. */
const versions = [
  inMonth("2026-05", "the month before a price change", PRO, plain),
  inMonth("2026-06", "the month of a price change", PRO, { base: "119.00", tax: "11.90", total: "130.90" }),
  {
    ...inMonth("2026-06", "and its usage", PRO, {
      base: "119.00",
      usage: "0.60",
      tax: "11.96",
      total: "131.56",
    }),
    usage: files(1001, "2026-06-30"),
  },
];

const large = [
  inOctober(
    "a thousand million files",
    PRO,
    { base: "99.00", usage: "499999500.00", tax: "49999959.90", total: "549999558.90" },
    { usage: files(1_000_000_000) },
  ),
  inOctober(
    "nine million million calls",
    ENTERPRISE,
    { base: "999.00", usage: "449999950.00", tax: "45000094.90", total: "495001043.90" },
    { usage: calls("9000000000000") },
  ),
  inOctober(
    "a PiB",
    PRO,
    { base: "99.00", usage: "10484760.00", tax: "1048485.90", total: "11533344.90" },
    { usage: stored(gib(1_048_576)) },
  ),
];

/** Discounts, taxes, currencies, price changes and very large amounts. */
export const TERM_CASES = [...discounts, ...taxes, ...currencies, ...versions, ...large];
