import { expect, it } from "vitest";
import { ownLevels, valuesFrom } from "./levels-words.ts";

it("reads periods and values line by line", () => {
  expect(valuesFrom("2023 100\n\n 2024-Q3: 118.5 ")).toEqual({
    value: [
      { period: "2023", value: "100" },
      { period: "2024-Q3", value: "118.5" },
    ],
  });
  expect(valuesFrom("24 100")).toEqual({ error: expect.stringContaining("24 100") });
  expect(valuesFrom("2024 1,000")).toEqual({ error: expect.stringContaining("2024 1,000") });
  expect(valuesFrom("2024 0")).toEqual({ error: expect.any(String) });
  expect(valuesFrom("2024 1\n2024 2")).toEqual({ error: expect.stringContaining("twice") });
  expect(valuesFrom(" ")).toEqual({ error: expect.any(String) });
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
