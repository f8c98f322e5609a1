import { z } from "zod";

/** `2024` or `2024-Q3`. */
export const Period = z.string().regex(/^[0-9]{4}(-Q[1-4])?$/, "Write a year (2024) or a quarter (2024-Q3).");

const Currency = z.string().regex(/^[A-Z]{3}$/, "Write the currency's three capital letters, such as EUR.");

const Positive = z
  .union([z.number().transform(String), z.string().trim()])
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,9}(\.\d{1,8})?$/,
        "Give a number such as 118.5: no sign, no thousands separators, a point before the decimals.",
      ),
  )
  .refine((value) => Number(value) > 0, "Give a value above 0.");

const Source = z.string().trim().max(300).default("");

/** What the organisation has of its own; the built-in series stand behind it. */
export const SetPriceLevels = z.strictObject({
  index_values: z
    .array(
      z.strictObject({
        /** A country's ISO code, `EU`, or the name of a place of the location factors. */
        series: z.string().trim().min(1, "Name the series by a country's code or a place.").max(120),
        period: Period,
        value: Positive,
        source: Source,
      }),
    )
    .max(2000, "Give at most 2000 values."),
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
    .max(1000, "Give at most 1000 rates.")
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
