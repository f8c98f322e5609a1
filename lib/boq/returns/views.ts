import { z } from "zod";
import { DIFFERENCE_KINDS } from "./types.ts";

/** Shapes of returned bills in the API. Amounts are decimal texts in `currency`. */

export const DifferenceView = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  item_id: z.string(),
  description: z.string(),
  /** As a spreadsheet counts rows; null: the file does not have it. */
  row: z.number().nullable(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});

const Figures = {
  currency: z.string(),
  items: z.number(),
  priced: z.number(),
  /** Items of the total without a price: while there are any, the total is incomplete. */
  missing: z.number(),
  /** Of the items that count, at the quantities of the bill as it is now. */
  total: z.string(),
};

export const CheckedReturn = z.object({
  bidder: z.string(),
  filename: z.string(),
  ...Figures,
  differences: z.array(DifferenceView),
  /** This bidder has returned a bill before: it stays, and this one stands. */
  replaces: z.boolean(),
  /** To be sent when it is accepted: it stands for these differences. */
  seen: z.string(),
});

export const ReturnView = z.object({
  id: z.string(),
  bidder: z.string(),
  /** 1, 2, … of this bidder. */
  version: z.number(),
  /** The newest of this bidder, which is compared. */
  stands: z.boolean(),
  filename: z.string(),
  sha256: z.string(),
  ...Figures,
  differences: z.array(DifferenceView),
  created_by: z.string().nullable(),
  created_at: z.string(),
});
