import { z } from "zod";
import { ITEM_KINDS, ITEM_UNITS } from "#db/schema/boq.ts";
import { issueText } from "#lib/i18n/problem-text.ts";

/** A decimal as text, or a number that is written as one. */
const plain = z.union([z.number().transform(String), z.string().trim()]);
const Quantity = plain.pipe(
  z
    .string()
    .regex(/^\d{1,10}(\.\d{1,6})?$/, issueText("boq.quantity"))
    .refine((value) => Number(value) > 0, issueText("boq.quantity")),
);
const Rate = plain.pipe(z.string().regex(/^\d{1,10}(\.\d{1,4})?$/, issueText("boq.rate")));
const Description = z.string().trim().min(1, issueText("boq.description")).max(500);

const Fields = z.strictObject({
  description: Description,
  quantity: Quantity,
  unit: z.enum(ITEM_UNITS),
  /** Money per unit; null: to be priced, which a provisional sum cannot be. */
  unit_rate: Rate.nullable(),
  /** Of an alternate: the item id of the estimate's line that it stands in for. */
  replaces: z.string().max(60).nullable(),
  /** An alternate or an option that counts in the total. */
  chosen: z.boolean(),
});

export const AddItem = Fields.extend({
  kind: z.enum(ITEM_KINDS),
  quantity: Quantity.default("1"),
  unit: z.enum(ITEM_UNITS).default("sum"),
  unit_rate: Rate.nullable().default(null),
  replaces: z.string().max(60).nullable().default(null),
  chosen: z.boolean().default(false),
});

/** What is left out stays as it is; of which kind it is does not change. */
export const EditItem = Fields.partial().refine(
  (fields) => Object.keys(fields).length > 0,
  issueText("boq.nothing"),
);

/** In one bill; a person adds them one by one. */
export const MOST_ITEMS = 500;
