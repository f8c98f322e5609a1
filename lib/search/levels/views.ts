import { z } from "zod";
import { issueText } from "#lib/i18n/problem-text.ts";

/** `2024` or `2024-Q3`. */
export const Period = z.string().regex(/^[0-9]{4}(-Q[1-4])?$/, issueText("search.year2024Quarter"));

const Currency = z.string().regex(/^[A-Z]{3}$/, issueText("search.currencyThreeCapital"));

const Positive = z
  .union([z.number().transform(String), z.string().trim()])
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,8})?$/, issueText("search.number1185")))
  .refine((value) => Number(value) > 0, issueText("search.valueAbove0"));

const Source = z.string().trim().max(300).default("");

/** What the organisation has of its own; the built-in series stand behind it. */
export const SetPriceLevels = z.strictObject({
  index_values: z
    .array(
      z.strictObject({
        /** A country's ISO code, `EU`, or the name of a place of the location factors. */
        series: z.string().trim().min(1, issueText("search.seriesCountryCode")).max(120),
        period: Period,
        value: Positive,
        source: Source,
      }),
    )
    .max(2000, issueText("search.most2000Values")),
  exchange_rates: z
    .array(
      z.strictObject({
        from: Currency,
        to: Currency,
        period: Period,
        /** Units of `to` for one unit of `from`. */
        rate: Positive,
        source: Source,
      }),
    )
    .max(1000, issueText("search.most1000Rates"))
    .default([]),
});

export const PriceLevelsView = z.object({
  /** Of the organisation's own part, for If-Match. */
  revision: z.number(),
  series: z.array(
    z.object({
      series: z.string(),
      own: z.boolean(),
      source: z.string(),
      placeholder: z.boolean(),
      values: z.array(z.object({ period: z.string(), value: z.string(), source: z.string() })),
    }),
  ),
  exchange_rates: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      period: z.string(),
      rate: z.string(),
      source: z.string(),
    }),
  ),
});
