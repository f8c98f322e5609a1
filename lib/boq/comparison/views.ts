import { z } from "zod";
import { ITEM_UNITS } from "#db/schema/boq.ts";

const Text = z.string().nullable();

export const ComparisonView = z.object({
  estimate_id: z.string(),
  currency: z.string(),
  /** An outlier needs this many prices, and is further from their median than both of these say. */
  rule: z.object({ least_bidders: z.number(), mad_factor: z.string(), least_share: z.string() }),
  /** Each one's newest bill. */
  bidders: z.array(
    z.object({
      return_id: z.string(),
      bidder: z.string(),
      version: z.number(),
      /** Of the items that count, as far as they are priced. */
      total: z.string(),
      /** Items of the total without a price. While there are any, the total is incomplete. */
      missing: z.number(),
      outliers: z.number(),
      /** What the file had otherwise than the bill when it came back. */
      differences: z.number(),
      /** Of all bidders with complete totals this one's is the lowest. */
      lowest: z.boolean(),
      /** It is in another currency than the estimate is now: its prices are not compared. */
      other_currency: z.boolean(),
    }),
  ),
  /** The estimate itself: the same items before mark-ups but preliminaries, and what it is with all of them, without tax. */
  own: z.object({ total: z.string(), missing: z.number(), net: z.string() }),
  items: z.array(
    z.object({
      item_id: z.string(),
      kind: z.enum(["line", "preliminaries", "provisional", "alternate", "option"]),
      section: Text,
      description: z.string(),
      quantity: z.string(),
      unit: z.enum(ITEM_UNITS),
      /** In the totals. */
      counts: z.boolean(),
      own: z.object({ rate: Text, amount: Text }),
      median: Text,
      /** As `bidders` are. */
      prices: z.array(
        z.object({
          /** Null: this bidder has no price for it. */
          rate: Text,
          amount: Text,
          lowest: z.boolean(),
          outlier: z.boolean(),
          /** The bill has another quantity since this price came back. */
          changed: z.boolean(),
        }),
      ),
    }),
  ),
});
