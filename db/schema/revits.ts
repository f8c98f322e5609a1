import { boolean, customType, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PartData } from "../../lib/processing/revit/types.ts";
import { createdAt, tenantId, tenantPolicies, tenantReference, updatedAt } from "./columns.ts";
import { files } from "./files.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** What a Revit file says of itself, as its newest run found it. Nothing here names a person or a folder of theirs. */
export const fileRevits = pgTable(
  "file_revits",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    runId: uuid("run_id").notNull(),
    /** A family has part data, a project has none. */
    isFamily: boolean("is_family").notNull(),
    /** The year of the release that it was saved by, e.g. `2024`; null: it does not say. */
    release: text("release"),
    product: text("product"),
    build: text("build"),
    worksharing: text("worksharing", { enum: ["none", "central", "local", "workshared"] }),
    /** As it was called when it was saved: the last part of its path. */
    savedAs: text("saved_as"),
    locale: text("locale"),
    part: jsonb("part").$type<PartData>(),
    /** PNG, written anew; null: it has none. */
    preview: bytea("preview"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    tenantReference("file_revits_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    ...tenantPolicies("file_revits"),
  ],
);
