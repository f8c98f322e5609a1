import { expect, it } from "vitest";
import { matching } from "./matching.ts";

const items = [
  { label: "Storage and archive" },
  { label: "Plan and billing", words: "invoice payment" },
  { label: "Archive rules" },
  { label: "Übersicht" },
  { label: "Invoices" },
];
const labels = (query: string) => matching(items, query).map(({ label }) => label);

it("finds by every word, in any order, without case and accents", () => {
  expect(labels("ubersicht")).toEqual(["Übersicht"]);
  expect(labels("archive STORAGE")).toEqual(["Storage and archive"]);
  expect(labels("archive billing")).toEqual([]);
});

it("puts what begins with it first, and what is only meant by it last", () => {
  expect(labels("archive")).toEqual(["Archive rules", "Storage and archive"]);
  expect(labels("invoice")).toEqual(["Invoices", "Plan and billing"]);
});

it("leaves all as they stand where nothing is asked", () => {
  expect(labels("  ")).toHaveLength(items.length);
});
