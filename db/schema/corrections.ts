import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { FoundElement } from "../../lib/processing/types.ts";
import {
  createdAt,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
} from "./columns.ts";
import { files } from "./files.ts";

/** What of an element a person corrects: one of its quantities, what it is made of, or whether it counts at all. */
export const CORRECTION_KINDS = [
  "length_m",
  "area_m2",
  "volume_m3",
  "weight_kg",
  "material",
  "exclusion",
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** A material that a person says an element has. */
export interface CorrectedMaterial {
  name: string;
  /** The entry that was chosen, by whose name it goes; null: the person wrote the name. */
  catalogueId: string | null;
  /** 0..1; those of an element sum to 1. */
  share: number;
}

/**
 * A person's word on an element of a file's take-off, and the former ones: a correction that is corrected or withdrawn is
 * ended, and stays. It is kept by the element's GlobalId, so that it survives another run over the file.
 */
export const elementCorrections = pgTable(
  "element_corrections",
  {
    id: id(),
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    globalId: text("global_id").notNull(),
    /** Which of the elements that share the GlobalId, in the take-off's order, from 0. */
    nth: integer("nth").notNull(),
    kind: text("kind", { enum: CORRECTION_KINDS }).notNull(),
    /** Of a quantity, in the kind's unit. */
    value: numeric("value", { precision: 18, scale: 6 }),
    /** Of a material. */
    materials: jsonb("materials").$type<CorrectedMaterial[]>(),
    reason: text("reason").notNull(),
    /** What the take-off had found of the element when the person said it. */
    found: jsonb("found").$type<FoundElement>().notNull(),
    ifcClass: text("ifc_class").notNull(),
    name: text("name"),
    madeBy: text("made_by").notNull(),
    createdAt: createdAt(),
    /** The file of the earlier version from which it was taken over. */
    carriedFrom: uuid("carried_from"),
    endedAt: timestamptz("ended_at"),
    endedBy: text("ended_by"),
    ending: text("ending", { enum: ["replaced", "withdrawn"] }),
    endReason: text("end_reason"),
  },
  (t) => [
    tenantKey("element_corrections", t),
    tenantReference("element_corrections_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    // One word on one thing of an element at a time; two people who correct it at once follow each other.
    uniqueIndex("element_corrections_standing")
      .on(t.tenantId, t.fileId, t.globalId, t.nth, t.kind)
      .where(sql`ended_at is null`),
    index("element_corrections_list_idx").on(
      t.tenantId,
      t.fileId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check(
      "element_corrections_says_one_thing",
      sql`(${t.value} is not null) = (${t.kind} not in ('material', 'exclusion')) and (${t.materials} is not null) = (${t.kind} = 'material')`,
    ),
    check(
      "element_corrections_ended",
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and (${t.endedAt} is null) = (${t.ending} is null)`,
    ),
    ...tenantPolicies("element_corrections"),
  ],
);
