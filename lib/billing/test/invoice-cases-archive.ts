import {
  archived,
  ENTERPRISE,
  FREE,
  type InvoiceCase,
  inOctober,
  PRO,
  plain,
  stored,
} from "./invoice-case.ts";
import { gib, type Scenario } from "./scenario.ts";

const restored = (bytes: number, at = "2025-10-09"): Scenario["usage"] => [["restore", bytes, at]];

/** Included 10, 1 024 and 10 240 GiB; 0.01 a GiB and month, 0.02 a GiB restored, free nothing. */
export const ARCHIVE_CASES: InvoiceCase[] = [
  inOctober(
    "archive of free, at the limit",
    FREE,
    { base: "0.00", total: "0.00", lines: 1 },
    { usage: archived(gib(10)) },
  ),
  inOctober(
    "archive of free, beyond it after a downgrade",
    FREE,
    { base: "0.00", usage: "10.14", tax: "1.01", total: "11.15" },
    { usage: archived(gib(1024)) },
  ),
  inOctober("archive of pro, at the limit", PRO, { ...plain, lines: 2 }, { usage: archived(gib(1024)) }),
  inOctober(
    "archive of pro, a byte over: shown, and nothing",
    PRO,
    { ...plain, lines: 3 },
    { usage: archived(gib(1024) + 1) },
  ),
  inOctober(
    "archive of pro, half a GiB over: half a cent goes to the even 0",
    PRO,
    { ...plain, lines: 3 },
    { usage: archived(gib(1024.5)) },
  ),
  inOctober(
    "archive of pro, 1.5 GiB over: a cent and a half go to the even 2",
    PRO,
    { base: "99.00", usage: "0.02", tax: "9.90", total: "108.92" },
    { usage: archived(gib(1025.5)) },
  ),
  inOctober(
    "archive of pro, 2.5 GiB over: two cents and a half go to the even 2",
    PRO,
    { base: "99.00", usage: "0.02", tax: "9.90", total: "108.92" },
    { usage: archived(gib(1026.5)) },
  ),
  inOctober(
    "archive of enterprise, at the limit",
    ENTERPRISE,
    { base: "999.00", tax: "99.90", total: "1098.90", lines: 2 },
    { usage: archived(gib(10_240)) },
  ),
  inOctober(
    "archive of enterprise, 100 GiB over",
    ENTERPRISE,
    { base: "999.00", usage: "1.00", tax: "100.00", total: "1100.00" },
    { usage: archived(gib(10_340)) },
  ),
  inOctober(
    "archive of twice the limit for half the month",
    PRO,
    { ...plain, lines: 2 },
    {
      usage: [["archive_delta", gib(2048), "2025-10-16 12:00"]],
    },
  ),
  inOctober(
    "what moves to the archive half-way through counts as storage before and as archive after",
    PRO,
    { base: "99.00", usage: "1005.76", tax: "110.48", total: "1215.24", lines: 4 },
    {
      // 200.5 GiB of storage on average, 1 100.5 of archive.
      usage: [
        ["storage_delta", gib(301), "2025-09-01"],
        ["storage_delta", -gib(201), "2025-10-16 12:00"],
        ["archive_delta", gib(1000), "2025-09-01"],
        ["archive_delta", gib(201), "2025-10-16 12:00"],
      ],
    },
  ),
  inOctober(
    "restores: none is included",
    PRO,
    { base: "99.00", usage: "0.20", tax: "9.92", total: "109.12", lines: 3 },
    { usage: restored(gib(10)) },
  ),
  inOctober(
    "restores of free, which never pays for them",
    FREE,
    { base: "0.00", total: "0.00", lines: 1 },
    { usage: restored(gib(1)) },
  ),
  inOctober(
    "restores of a quarter GiB: half a cent goes to the even 0",
    PRO,
    { ...plain, lines: 3 },
    { usage: restored(gib(0.25)) },
  ),
  inOctober(
    "restores of three quarters: a cent and a half go to the even 2",
    PRO,
    { base: "99.00", usage: "0.02", tax: "9.90", total: "108.92" },
    { usage: restored(gib(0.75)) },
  ),
  inOctober(
    "restores of the neighbouring months do not count",
    PRO,
    { ...plain, lines: 2 },
    {
      usage: [
        ["restore", gib(1000), "2025-09-30 23:59:59.999"],
        ["restore", gib(1000), "2025-11-01"],
      ],
    },
  ),
  inOctober(
    "archive, restores and storage in yen",
    PRO,
    { base: "15000", usage: "1518", tax: "1652", total: "18170" },
    {
      account: { currency: "JPY" },
      usage: [...(stored(gib(101)) ?? []), ...(archived(gib(1034)) ?? []), ...(restored(gib(1)) ?? [])],
    },
  ),
  inOctober(
    "a discount takes off archive and restores as well",
    PRO,
    { base: "99.00", usage: "1.20", discount: "50.10", tax: "5.01", total: "55.11" },
    {
      usage: [...(archived(gib(1124)) ?? []), ...(restored(gib(10)) ?? [])],
      discounts: [{ percent: "0.5", first: "2025-10" }],
    },
  ),
];
