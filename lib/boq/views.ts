import { z } from "zod";
import { CLASSIFICATIONS, ITEM_KINDS, ITEM_UNITS } from "#db/schema/boq.ts";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { MARK_UPS } from "./terms.ts";

/** Shapes of bills of quantities in the API. Amounts are decimal texts in `currency`. */

const Text = z.string().nullable();

const MarkUpView = z
  .object({
    kind: z.enum(["percent", "lump"]),
    value: z.string(),
    /** What a percentage is of; null: a lump sum. */
    base: z.enum(["works", "before"]).nullable(),
  })
  .nullable();

export const TermsView = z.object({
  preliminaries: MarkUpView,
  overheads: MarkUpView,
  profit: MarkUpView,
  contingency: MarkUpView,
  escalation: z
    .object({
      method: z.enum(["rate", "series"]),
      /** Null: the day on which the estimate was priced. */
      from: Text,
      to: z.string(),
      rate: Text,
      series: Text,
    })
    .nullable(),
  vat: Text,
});

const IndexValue = z.object({ period: z.string(), value: z.string() });

export const SummaryView = z.object({
  /** The sum of all sections: the estimate's likely cost. */
  sections: z.string(),
  /** What chosen alternates and options add; negative: save. */
  chosen: z.string(),
  works: z.string(),
  mark_ups: z.array(
    z.object({
      name: z.enum(MARK_UPS),
      percent: Text,
      of: z.enum(["works", "before"]).nullable(),
      base: Text,
      amount: z.string(),
    }),
  ),
  provisional: z.string(),
  /** Works, mark-ups and provisional sums. */
  subtotal: z.string(),
  escalation: z
    .object({
      from: z.string(),
      to: z.string(),
      factor: z.string(),
      years: z.number(),
      days: z.number(),
      /** Null: by rate, or the series has no values: then the factor is 1. */
      index: z
        .object({ series: z.string(), placeholder: z.boolean(), before: IndexValue, after: IndexValue })
        .nullable(),
      amount: z.string(),
    })
    .nullable(),
  /** Without value added tax. */
  net: z.string(),
  vat: z.object({ percent: z.string(), amount: z.string() }).nullable(),
  total: z.string(),
});

export const BillLineView = z.object({
  /** By which returned prices find it. It stays when the estimate is calculated anew. */
  item_id: z.string(),
  catalogue_id: z.string(),
  name: z.string(),
  ifc_class: Text,
  /** The section that it stands in; null: not classified. */
  section: Text,
  /** The section that is built in, where the organisation has another. */
  built_in: Text,
  unit: z.enum(PRICE_UNITS),
  quantity: z.string(),
  unit_rate: Text,
  /** Null: not priced. */
  amount: Text,
});

export const ItemView = z.object({
  id: z.string(),
  item_id: z.string(),
  kind: z.enum(ITEM_KINDS),
  description: z.string(),
  quantity: z.string(),
  unit: z.enum(ITEM_UNITS),
  unit_rate: Text,
  amount: Text,
  /** Of an alternate: the line that it stands in for; null where the estimate has it no more. */
  replaces: z.object({ item_id: z.string(), name: z.string(), amount: Text }).nullable(),
  chosen: z.boolean(),
  /** What choosing it adds to the works; null: it cannot be chosen. */
  effect: Text,
});

export const BillView = z.object({
  estimate_id: z.string(),
  name: z.string(),
  currency: z.string(),
  priced_at: z.string(),
  placeholder_prices: z.boolean(),
  /** The bill is the approved one, and is not changed while it is. */
  approved: z.boolean(),
  classification: z.enum(CLASSIFICATIONS),
  terms: TermsView,
  summary: SummaryView,
  /** As they are read: each section before those in it. */
  sections: z.array(
    z.object({
      /** Null: not classified. */
      code: Text,
      title: Text,
      level: z.number(),
      amount: z.string(),
      /** Lines in it, and of these without a price. */
      lines: z.number(),
      unpriced: z.number(),
    }),
  ),
  /** In the order of the sections. */
  lines: z.array(BillLineView),
  items: z.array(ItemView),
  /** Price index series that an escalation can go by. */
  series: z.array(z.object({ name: z.string(), placeholder: z.boolean() })),
});
