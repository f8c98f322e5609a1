import { afterAll, expect, it } from "vitest";
import { openSources, serverFiles } from "./testing/sources.ts";

const sources = openSources();
afterAll(() => sources.close());

/** Downloads whose first line is a contract: the same names in every language, and why. */
const CONTRACTS: Readonly<Record<string, string>> = {
  "lib/price-books/export-price-book.ts": "the import takes these columns",
  "lib/price-books/levels/export-levels.ts": "the import takes these columns",
  "lib/price-books/export-workbook.ts": "the import takes these columns",
  "lib/reports/csv/csv.ts": "for programs, by the API's names; people have the workbook and the report",
  "lib/exports/read-dataset.ts": "the database's names, beside the same as JSON",
  "lib/exports/archived-logs.ts": "the archive's names, as in its tables",
  "lib/exports/organisation-archive.ts": "the archive's names, as in its tables",
};

const writers = serverFiles().filter((file) => {
  const { text } = sources.parse(file);
  return (
    file.startsWith("lib/") &&
    (/\bcsvCell\b/.test(text) || /write-excel-file/.test(text)) &&
    !/export function csvCell/.test(text)
  );
});

it("finds what writes tables", () => expect(writers.length).toBeGreaterThan(5));

it("each table that people download has headings in their language, or is a contract that says so", () => {
  const neither = writers.filter(
    (file) => !(file in CONTRACTS) && !/\bCsvHeadings\b/.test(sources.parse(file).text),
  );
  expect(neither).toEqual([]);
});

it("every contract is there", () =>
  expect(Object.keys(CONTRACTS).filter((file) => !writers.includes(file))).toEqual([]));
