import { expect, it } from "vitest";
import { GIB } from "#db/schema/tenants.ts";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { termsOf } from "./plan-terms.tsx";
import type { PlanOfferAnswer } from "./queries.ts";

const t = testTranslator("billing");

const usd = (amount: string) => ({ amount, currency: "USD" });
const plan = (factor: number): PlanOfferAnswer => ({
  id: "pro",
  name: "Professional",
  valid_from: "2020-01-01",
  monthly_price: usd("99.00"),
  file_limit: 1000,
  storage_limit: 100 * GIB,
  archive_limit: 1024 * GIB,
  api_calls_limit: 100_000,
  storage_cap: 100 * GIB * factor,
  archive_cap: 1024 * GIB * factor,
  api_calls_cap: 100_000 * factor,
  seat_limit: 50,
  extra_file: usd("0.50"),
  extra_gib: usd("10.00"),
  extra_1k_api_calls: usd("0.10"),
  extra_archive_gib: usd("0.01"),
  restored_gib: usd("0.02"),
});

it("states what the archive includes, what goes beyond it, and what a restore costs", () => {
  expect(termsOf(t, plan(10))).toEqual([
    "1,000 files a month, then $0.50 each",
    "100 GiB of storage, then $10.00 a GiB",
    "1 TiB of archive, then $0.01 a GiB",
    "Restores from the archive at $0.02 a GiB",
    "100,000 API calls a month, then $0.10 per 1,000",
    "50 members",
  ]);
  expect(termsOf(t, plan(1))).toContain("1 TiB of archive");
  expect(termsOf(t, { ...plan(1), restored_gib: usd("0.00") })).toContain(
    "Restores from the archive at no charge",
  );
});
