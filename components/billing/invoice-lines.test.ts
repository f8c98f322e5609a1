import { expect, it } from "vitest";
import { quantityText } from "./invoice-lines.tsx";

it.each([
  ["base", "1.000000", "month", "1 month"],
  ["base", "0.500000", "month", "0.5 months"],
  ["usage", "1200", "file", "1200 files"],
  ["usage", "12.500000", "GiB", "12.5 GiB"],
  ["usage", "7.654321", "1 000 calls", "7.654321 × 1,000 calls"],
  ["tax", "1", "tax", ""],
] as const)("%s %s %s reads %s", (kind, quantity, unit, text) => {
  expect(quantityText({ kind, quantity, unit })).toBe(text);
});
