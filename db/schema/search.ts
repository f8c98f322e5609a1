import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, tenantId, tenantPolicies, timestamptz } from "./columns.ts";
import { tenants } from "./tenants.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const counter = (name: string) => bigint(name, { mode: "number" });

/**
 * What the index of similar estimates holds of each estimate, and what it should. A trigger on `cost_estimates` keeps
 * `revision` and `removed`, whoever changes an estimate; so a row outlives its estimate until its point is gone.
 */
export const estimateIndex = pgTable(
  "estimate_index",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    estimateId: uuid("estimate_id").notNull(),
    /** Counts the estimate's changes. */
    revision: counter("revision").notNull().default(1),
    removed: boolean("removed").notNull().default(false),
    /** What is indexed: that revision, its content, by which model, in which generation of the index. Null: nothing. */
    indexedRevision: counter("indexed_revision"),
    contentHash: text("content_hash"),
    model: text("model"),
    generation: text("generation"),
    indexedAt: timestamptz("indexed_at"),
    /** The same in the generation that is being built, until that becomes the present one. */
    nextRevision: counter("next_revision"),
    nextHash: text("next_hash"),
    nextModel: text("next_model"),
    nextGeneration: text("next_generation"),
    /** An estimate that could not be indexed keeps no other; it is tried again from then on. */
    failures: integer("failures").notNull().default(0),
    retryAt: timestamptz("retry_at"),
    problem: text("problem"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.estimateId] }),
    index("estimate_index_due_idx")
      .on(t.tenantId, t.estimateId)
      .where(sql`removed or indexed_revision is distinct from revision`),
    ...tenantPolicies("estimate_index"),
  ],
);

/** Vectors of texts, so that none is made twice: 384 little-endian 32-bit floats each. */
export const embeddings = pgTable(
  "embeddings",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** SHA-256 of the text. */
    contentHash: text("content_hash").notNull(),
    /** Name and version of the model. */
    model: text("model").notNull(),
    vector: bytea("vector").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.contentHash, t.model] }), ...tenantPolicies("embeddings")],
);
