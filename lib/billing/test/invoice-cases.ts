import {
  calls,
  ENTERPRISE,
  FREE,
  files,
  half,
  type InvoiceCase,
  inMonth,
  inOctober,
  PRO,
  plain,
  stored,
} from "./invoice-case.ts";
import { ARCHIVE_CASES } from "./invoice-cases-archive.ts";
import { TERM_CASES } from "./invoice-cases-terms.ts";
import { gib } from "./scenario.ts";

const unused = { base: "0.00", total: "0.00", lines: 1 };

/** Included 100 files, 10 GiB, 10 000 calls; 0.50, 10.00, 0.10. */
const free = [
  inOctober("free, nothing used", FREE, unused),
  inOctober("free, a file below the limit", FREE, unused, { usage: files(99) }),
  inOctober("free, at the limit of files", FREE, unused, { usage: files(100) }),
  inOctober(
    "free, a file over",
    FREE,
    { base: "0.00", usage: "0.50", tax: "0.05", total: "0.55" },
    { usage: files(101) },
  ),
  inOctober("free, at the limit of storage", FREE, unused, { usage: stored(gib(10)) }),
  inOctober(
    "free, a GiB over",
    FREE,
    { base: "0.00", usage: "10.00", tax: "1.00", total: "11.00" },
    { usage: stored(gib(11)) },
  ),
  inOctober("free, at the limit of calls", FREE, unused, { usage: calls(10_000) }),
  inOctober(
    "free, a call over: 0.0001",
    FREE,
    { base: "0.00", total: "0.00", lines: 2 },
    { usage: calls(10_001) },
  ),
  inOctober(
    "free, half a cent goes to the even 0",
    FREE,
    { base: "0.00", total: "0.00" },
    { usage: calls(10_050) },
  ),
  inOctober(
    "free, one and a half cents go to the even 2",
    FREE,
    { base: "0.00", usage: "0.02", total: "0.02" },
    { usage: calls(10_150) },
  ),
  inOctober(
    "free, two and a half cents go to the even 2",
    FREE,
    { base: "0.00", usage: "0.02", total: "0.02" },
    { usage: calls(10_250) },
  ),
  inOctober(
    "free, a thousand calls over",
    FREE,
    { base: "0.00", usage: "0.10", tax: "0.01", total: "0.11" },
    { usage: calls(11_000) },
  ),
];

/** Included 1 000 files, 100 GiB, 100 000 calls; 0.50, 10.00, 0.10. */
const pro = [
  inOctober("pro, nothing used", PRO, { ...plain, lines: 2 }),
  inOctober("pro, a file below the limit", PRO, plain, { usage: files(999) }),
  inOctober("pro, at the limit of files", PRO, plain, { usage: files(1000) }),
  inOctober(
    "pro, a file over",
    PRO,
    { base: "99.00", usage: "0.50", tax: "9.95", total: "109.45" },
    { usage: files(1001) },
  ),
  inOctober(
    "pro, a hundred files over",
    PRO,
    { base: "99.00", usage: "50.00", tax: "14.90", total: "163.90" },
    { usage: files(1100) },
  ),
  inOctober("pro, a byte below the limit", PRO, plain, { usage: stored(gib(100) - 1) }),
  inOctober("pro, at the limit of storage", PRO, { ...plain, lines: 2 }, { usage: stored(gib(100)) }),
  inOctober(
    "pro, a byte over: shown, and nothing",
    PRO,
    { ...plain, lines: 3 },
    { usage: stored(gib(100) + 1) },
  ),
  inOctober(
    "pro, a GiB over",
    PRO,
    { base: "99.00", usage: "10.00", tax: "10.90", total: "119.90" },
    { usage: stored(gib(101)) },
  ),
  inOctober("pro, 200 GiB for half the month are 100", PRO, plain, {
    usage: [["storage_delta", gib(200), "2025-10-16 12:00"]],
  }),
  inOctober(
    "pro, 201 GiB for half the month are 100.5",
    PRO,
    { base: "99.00", usage: "5.00", tax: "10.40", total: "114.40" },
    { usage: [["storage_delta", gib(201), "2025-10-16 12:00"]] },
  ),
  inOctober(
    "pro, 310 GiB for 11 of 31 days are 110",
    PRO,
    { base: "99.00", usage: "100.00", tax: "19.90", total: "218.90" },
    { usage: [["storage_delta", gib(310), "2025-10-21"]] },
  ),
  inOctober(
    "pro, released half way",
    PRO,
    { base: "99.00", usage: "5.00", tax: "10.40", total: "114.40" },
    {
      usage: [
        ["storage_delta", gib(201), "2025-10-01"],
        ["storage_delta", -gib(201), "2025-10-16 12:00"],
      ],
    },
  ),
  inOctober("pro, more released than stored", PRO, plain, { usage: stored(-gib(50)) }),
  inOctober("pro, at the limit of calls", PRO, plain, { usage: calls(100_000) }),
  inOctober("pro, a call over", PRO, { ...plain, lines: 3 }, { usage: calls(100_001) }),
  inOctober(
    "pro, a thousand calls over",
    PRO,
    { base: "99.00", usage: "0.10", tax: "9.91", total: "109.01" },
    { usage: calls(101_000) },
  ),
  inOctober(
    "pro, tax of 990.5 cents goes to the even 990",
    PRO,
    { base: "99.00", usage: "0.05", tax: "9.90", total: "108.95" },
    { usage: calls(100_500) },
  ),
  inOctober(
    "pro, 7.5 cents go to the even 8",
    PRO,
    { base: "99.00", usage: "0.08", tax: "9.91", total: "108.99" },
    { usage: calls(100_750) },
  ),
  inOctober("usage of the neighbouring months does not count", PRO, plain, {
    usage: [
      ["file_processed", 1000, "2025-10-15"],
      ["file_processed", 1, "2025-09-30 23:59:59.999"],
      ["file_processed", 1, "2025-11-01"],
    ],
  }),
  inOctober(
    "the first and the last instant count",
    PRO,
    { base: "99.00", usage: "0.50", tax: "9.95", total: "109.45" },
    {
      usage: [
        ["file_processed", 999, "2025-10-15"],
        ["file_processed", 1, "2025-10-01"],
        ["file_processed", 1, "2025-10-31 23:59:59.999"],
      ],
    },
  ),
];

/** Included 10 000 files, 1 024 GiB, 1 000 000 calls; 0.25, 5.00, 0.05. */
const enterprise = [
  inOctober("enterprise, nothing used", ENTERPRISE, { base: "999.00", tax: "99.90", total: "1098.90" }),
  inOctober(
    "enterprise, at the limit of files",
    ENTERPRISE,
    { base: "999.00", tax: "99.90", total: "1098.90" },
    { usage: files(10_000) },
  ),
  inOctober(
    "enterprise, a file over; tax 9992.5 to 9992",
    ENTERPRISE,
    { base: "999.00", usage: "0.25", tax: "99.92", total: "1099.17" },
    { usage: files(10_001) },
  ),
  inOctober(
    "enterprise, three over; tax 9997.5 to 9998",
    ENTERPRISE,
    { base: "999.00", usage: "0.75", tax: "99.98", total: "1099.73" },
    { usage: files(10_003) },
  ),
  inOctober(
    "enterprise, a GiB over",
    ENTERPRISE,
    { base: "999.00", usage: "5.00", tax: "100.40", total: "1104.40" },
    { usage: stored(gib(1025)) },
  ),
  inOctober(
    "enterprise, a thousand calls over",
    ENTERPRISE,
    { base: "999.00", usage: "0.05", tax: "99.90", total: "1098.95" },
    { usage: calls(1_001_000) },
  ),
  inOctober(
    "enterprise, over everything",
    ENTERPRISE,
    { base: "999.00", usage: "930.00", tax: "192.90", total: "2121.90", lines: 5 },
    {
      usage: [
        ["file_processed", 12_000, "2025-10-02"],
        ["storage_delta", gib(1100), "2025-10-01"],
        ["api_call", 2_000_000, "2025-10-30"],
      ],
    },
  ),
];

const parts = [
  inOctober("from the middle of a month of 31 days", [["2025-10-16 12:00", "pro"]], half),
  inMonth("2025-09", "from the middle of a month of 30 days", [["2025-09-16", "pro"]], half),
  inMonth("2026-02", "from the middle of a February of 28 days", [["2026-02-15", "pro"]], half),
  inMonth("2024-02", "15 of 29 days: 51.2068…", [["2024-02-15", "pro"]], {
    base: "51.21",
    tax: "5.12",
    total: "56.33",
  }),
  inMonth("2024-02", "29 February alone: 3.4137…", [["2024-02-29", "pro"]], {
    base: "3.41",
    tax: "0.34",
    total: "3.75",
  }),
  inMonth("2024-02", "a whole leap February is one month", PRO, { ...plain, lines: 2 }),
  inMonth("2026-02", "a whole February is one month", PRO, { ...plain, lines: 2 }),
  inMonth("2025-12", "New Year's Eve alone: 3.1935…", [["2025-12-31", "pro"]], {
    base: "3.19",
    tax: "0.32",
    total: "3.51",
  }),
  inMonth("2026-03", "three days from the day Europe's clocks change: 9.5806…", [["2026-03-29", "pro"]], {
    base: "9.58",
    tax: "0.96",
    total: "10.54",
  }),
  inOctober("the last second", [["2025-10-31 23:59:59", "pro"]], { base: "0.00", total: "0.00", lines: 1 }),
  inOctober("from the next month on, nothing used", [["2025-11-01", "pro"]], null),
  inOctober(
    "from the next month on, but with imported usage",
    [["2025-11-01", "pro"]],
    { base: "99.00", usage: "0.50", tax: "9.95", total: "109.45" },
    { usage: files(1001) },
  ),
];

const changes = [
  inOctober("free to pro half way", [...FREE, ["2025-10-16 12:00", "pro"]], { ...half, lines: 3 }),
  inOctober("pro to enterprise half way", [...PRO, ["2025-10-16 12:00", "enterprise"]], {
    base: "549.00",
    tax: "54.90",
    total: "603.90",
    lines: 3,
  }),
  inOctober(
    "an upgrade includes the new plan's amounts",
    [...PRO, ["2025-10-16 12:00", "enterprise"]],
    { base: "549.00", tax: "54.90", total: "603.90" },
    { usage: files(5000) },
  ),
  inOctober(
    "a downgrade half way leaves the old plan's amounts",
    [...ENTERPRISE, ["2025-10-16 12:00", "pro"]],
    { base: "549.00", usage: "0.50", tax: "54.95", total: "604.45" },
    { usage: files(1001) },
  ),
  inOctober(
    "a downgrade at the period's end touches only the next",
    [...ENTERPRISE, ["2025-11-01", "pro"]],
    { base: "999.00", tax: "99.90", total: "1098.90", lines: 2 },
    { usage: files(5000) },
  ),
  inOctober("pro to free after ten days: 31.9354…", [...PRO, ["2025-10-11", "free"]], {
    base: "31.94",
    tax: "3.19",
    total: "35.13",
  }),
  inMonth(
    "2025-09",
    "three plans, ten days each",
    [...FREE, ["2025-09-11", "pro"], ["2025-09-21", "enterprise"]],
    { base: "366.00", tax: "36.60", total: "402.60", lines: 4 },
  ),
  inOctober("an upgrade in the first instant", [...PRO, ["2025-10-01", "enterprise"]], {
    base: "999.00",
    tax: "99.90",
    total: "1098.90",
    lines: 2,
  }),
  inOctober(
    "an upgrade a second before the end",
    [...PRO, ["2025-10-31 23:59:59", "enterprise"]],
    { base: "99.00", tax: "9.90", total: "108.90", lines: 3 },
    { usage: files(9000) },
  ),
  inOctober("each part is rounded by itself: 31.94 + 676.74", [...PRO, ["2025-10-11", "enterprise"]], {
    base: "708.68",
    tax: "70.87",
    total: "779.55",
  }),
  inOctober("a trial until half way", [["2025-09-20", "pro", "2025-10-16 12:00"]], { ...half, lines: 3 }),
  inOctober("a trial over the whole month", [["2025-09-20", "pro", "2025-11-05"]], {
    base: "0.00",
    total: "0.00",
    lines: 1,
  }),
  inOctober(
    "a trial pays what goes beyond",
    [["2025-09-20", "pro", "2025-11-05"]],
    { base: "0.00", usage: "0.50", tax: "0.05", total: "0.55" },
    { usage: files(1001) },
  ),
  inOctober("a trial that ended before", [["2025-08-20", "pro", "2025-09-05"]], { ...plain, lines: 2 }),
];

export const INVOICE_CASES: InvoiceCase[] = [
  ...free,
  ...pro,
  ...enterprise,
  ...parts,
  ...changes,
  ...TERM_CASES,
  ...ARCHIVE_CASES,
];
