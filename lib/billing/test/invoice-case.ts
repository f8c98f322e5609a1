import type { Scenario } from "./scenario.ts";

/** What an invoice comes to, worked out by hand; null: there is none. */
export type Expected = {
  base: string;
  usage?: string;
  discount?: string;
  tax?: string;
  total: string;
  lines?: number;
} | null;

export interface InvoiceCase extends Scenario {
  name: string;
  period: string;
  expected: Expected;
}

export const PRO: Scenario["plans"] = [["2023-01-01", "pro"]];
export const ENTERPRISE: Scenario["plans"] = [["2023-01-01", "enterprise"]];
export const FREE: Scenario["plans"] = [["2023-01-01", "free"]];
export const plain = { base: "99.00", tax: "9.90", total: "108.90" };
export const half = { base: "49.50", tax: "4.95", total: "54.45" };

export const files = (n: number, at = "2025-10-03"): Scenario["usage"] => [["file_processed", n, at]];
export const calls = (n: number | string): Scenario["usage"] => [["api_call", n, "2025-10-07 09:30"]];
/** Stored before the month began. */
export const stored = (bytes: number): Scenario["usage"] => [["storage_delta", bytes, "2025-09-01"]];
/** Archived before the month began. */
export const archived = (bytes: number): Scenario["usage"] => [["archive_delta", bytes, "2025-09-01"]];
export const inOctober = (
  name: string,
  plans: Scenario["plans"],
  expected: Expected,
  more: Omit<Scenario, "plans"> = {},
): InvoiceCase => ({ name, period: "2025-10", plans, expected, ...more });
export const inMonth = (
  period: string,
  name: string,
  plans: Scenario["plans"],
  expected: Expected,
): InvoiceCase => ({
  name,
  period,
  plans,
  expected,
});
