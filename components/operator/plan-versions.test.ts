import { expect, it } from "vitest";
import type { PlanVersionAnswer } from "./answers.ts";
import { stateOfVersions } from "./plan-versions.ts";

const version = (valid_from: string, currency = "USD"): PlanVersionAnswer => {
  const money = { amount: "1.00", currency };
  return {
    id: "pro",
    name: "Professional",
    valid_from,
    monthly_price: money,
    file_limit: 1,
    storage_limit: 1,
    archive_limit: 1,
    api_calls_limit: 1,
    storage_cap: 1,
    archive_cap: 1,
    api_calls_cap: 1,
    seat_limit: null,
    extra_file: money,
    extra_gib: money,
    extra_1k_api_calls: money,
    extra_archive_gib: money,
    restored_gib: money,
  };
};

it("tells what is planned, in force and past, by plan and currency", () => {
  const versions = [
    version("2027-01-01"),
    version("2026-11-01"),
    version("2020-01-01"),
    version("2026-12-01", "EUR"),
  ];
  const states = (now: string) => stateOfVersions(versions, new Date(now)).map((row) => row.state);
  expect(states("2026-11-30T23:59:59Z")).toEqual(["planned", "in_force", "past", "planned"]);
  expect(states("2026-12-01T00:00:00Z")).toEqual(["planned", "in_force", "past", "in_force"]);
  expect(states("2027-01-01T00:00:00Z")).toEqual(["in_force", "past", "past", "in_force"]);
  expect(stateOfVersions(versions, new Date()).map((row) => row.newest)).toEqual([true, false, false, true]);
});
