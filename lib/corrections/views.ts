import { z } from "zod";
import { CORRECTION_KINDS } from "#db/schema/corrections.ts";
import { ActorView } from "#lib/audit/actors.ts";
import { CarbonView, CostView } from "#lib/estimates/views.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { ElementFilter, LARGEST_ORDINAL } from "#lib/processing/elements/filter.ts";
import { ElementMaterialView, ElementSource } from "#lib/processing/list-elements.ts";
import { CorrectedQuantities } from "./bounds.ts";
import { Reason } from "./reason.ts";

/** Elements in one call: more are no correction but another model. */
export const MOST_AT_ONCE = 5000;

/** A material that an element has: an entry of the catalogue, or a name. One alone has all of it. */
const SaidMaterial = z
  .strictObject({
    catalogue_id: z.string().trim().min(1).max(100).optional(),
    name: z.string().trim().min(1).max(200).optional(),
    share: z.number().gt(0).max(1).default(1),
  })
  .refine(
    ({ catalogue_id, name }) => (catalogue_id === undefined) !== (name === undefined),
    issueText("corrections.entryOrName"),
  );

const Chosen = ElementFilter.pick({
  class: true,
  storey: true,
  material: true,
  main_material: true,
  q: true,
  confidence: true,
  finding: true,
  line: true,
  entry: true,
  gap: true,
}).strict();

export const MakeCorrections = z
  .strictObject({
    /** Which elements: by their ordinals in the take-off … */
    ordinals: z.array(z.number().int().min(0).max(LARGEST_ORDINAL)).min(1).max(MOST_AT_ONCE).optional(),
    /** … by GlobalId, all that share one … */
    global_ids: z.array(z.string().min(1).max(200)).min(1).max(MOST_AT_ONCE).optional(),
    /** … or all that a filter of the take-off chooses. */
    filter: Chosen.optional(),
    /** What each of them has instead of what was found, SI; decimal texts are exact. */
    quantities: CorrectedQuantities.optional(),
    materials: z.array(SaidMaterial).min(1).max(20).optional(),
    /** They do not count: neither in quantities, nor in cost, nor in carbon. */
    excluded: z.literal(true).optional(),
    reason: Reason,
  })
  .refine(
    ({ ordinals, global_ids, filter }) => [ordinals, global_ids, filter].filter(Boolean).length === 1,
    issueText("corrections.chooseOneWay"),
  )
  .refine(
    ({ quantities, materials, excluded }) => Boolean(quantities || materials) !== Boolean(excluded),
    issueText("corrections.saySomething"),
  );

const Totals = z.object({ cost: CostView, carbon: CarbonView.nullable() });

/** What a change of corrections did to the estimate of the file; null: it has none yet. */
export const CorrectionsChanged = z.object({
  /** Elements that were corrected, or corrections that were ended. */
  changed: z.number(),
  estimate: z.object({ id: z.string(), before: Totals, after: Totals }).nullable(),
});

export const CorrectionIds = z.strictObject({ ids: z.array(z.uuid()).min(1).max(MOST_AT_ONCE) });
export const WithdrawCorrections = CorrectionIds.extend({ reason: Reason.optional() });

export const CORRECTION_STATES = [
  "standing",
  "changed",
  "missing",
  "whole",
  "replaced",
  "withdrawn",
] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

const Quantity = z.object({ value: z.number().nullable(), source: ElementSource.nullable() });

export const CorrectionView = z.object({
  id: z.string(),
  kind: z.enum(CORRECTION_KINDS),
  /**
   * `standing`: it counts. `changed`: it counts, and the model now says something else than when it was made. `missing`: the
   * element is in the model no more. `whole`: it is the whole of parts by now, which are measured themselves. `replaced` by
   * another one, `withdrawn`: it counts no more.
   */
  state: z.enum(CORRECTION_STATES),
  element: z.object({
    /** In the take-off as it is; null: it is not there. */
    ordinal: z.number().nullable(),
    global_id: z.string(),
    ifc_class: z.string(),
    name: z.string().nullable(),
    storey: z.string().nullable(),
  }),
  /** Of a quantity: what was found when it was made, what the model says by now, and what counts instead; decimal text. */
  quantity: z.object({ found: Quantity, now: Quantity.nullable(), corrected: z.string() }).nullable(),
  /** Of a material. */
  materials: z
    .object({
      found: z.array(ElementMaterialView),
      now: z.array(ElementMaterialView).nullable(),
      corrected: z.array(
        z.object({ name: z.string(), catalogue_id: z.string().nullable(), share: z.number() }),
      ),
    })
    .nullable(),
  /** Of an exclusion: the quantities that do not count. */
  excluded: z
    .object({
      length_m: z.number().nullable(),
      area_m2: z.number().nullable(),
      volume_m3: z.number().nullable(),
      weight_kg: z.number().nullable(),
    })
    .nullable(),
  reason: z.string(),
  by: ActorView.pick({ kind: true, name: true }),
  at: z.string(),
  /** The file of the earlier version that it was taken over from. */
  carried_from: z.string().nullable(),
  ended: z
    .object({
      by: ActorView.pick({ kind: true, name: true }),
      at: z.string(),
      reason: z.string().nullable(),
    })
    .nullable(),
});

export const ListCorrections = z.object({
  /** `standing`: those that are in force; `all`: the former ones too. */
  state: z.enum(["standing", "all"]).default("standing"),
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const CorrectionList = z.object({
  items: z.array(CorrectionView),
  total: z.number(),
  /** Of those in force: all, and those that somebody should look at. */
  standing: z.number(),
  to_look_at: z.number(),
  former: z.number(),
  elements: z.object({ corrected: z.number(), excluded: z.number() }),
  /** What a person said of the floor area against the file; null: nothing. */
  floor_area: z
    .object({
      found_m2: z.number().nullable(),
      corrected_m2: z.number(),
      reason: z.string().nullable(),
      by: ActorView.pick({ kind: true, name: true }).nullable(),
      at: z.string().nullable(),
    })
    .nullable(),
  /** The earlier version of the model whose corrections are not here yet; null: none. */
  earlier: z
    .object({ file_id: z.string(), filename: z.string(), number: z.number(), corrections: z.number() })
    .nullable(),
});

/** What came of taking over an earlier version's corrections. */
export const CorrectionsCarried = CorrectionsChanged.extend({
  /** Of elements that this version does not have, or has as the whole of parts. */
  left_out: z.number(),
  /** Of elements of which this version's model says something else. */
  to_look_at: z.number(),
});
