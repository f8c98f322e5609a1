import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { ownLevels, valuesFrom } from "./levels-words.ts";

const t = testTranslator("price-book");

it("reads periods and values line by line", () => {
  expect(valuesFrom(t, "2023 100\n\n 2024-Q3: 118.5 ")).toEqual({
    value: [
      { period: "2023", value: "100" },
      { period: "2024-Q3", value: "118.5" },
    ],
  });
  expect(valuesFrom(t, "24 100")).toEqual({ error: expect.stringContaining("24 100") });
  expect(valuesFrom(t, "2024 1,000")).toEqual({ error: expect.stringContaining("2024 1,000") });
  expect(valuesFrom(t, "2024 0")).toEqual({ error: expect.any(String) });
  expect(valuesFrom(t, "2024 1\n2024 2")).toEqual({ error: expect.stringContaining("twice") });
  expect(valuesFrom(t, " ")).toEqual({ error: expect.any(String) });
});

it("sends only what is the organisation's own", () => {
  const series = { source: "s", values: [{ period: "2024", value: "101", source: "s" }] };
  expect(
    ownLevels({
      revision: 1,
      series: [
        { ...series, series: "DE", own: true, placeholder: false },
        { ...series, series: "EU", own: false, placeholder: true },
      ],
      exchange_rates: [],
    }),
  ).toEqual({
    index_values: [{ series: "DE", period: "2024", value: "101", source: "s" }],
    exchange_rates: [],
  });
});
