import { pgTable, text } from "drizzle-orm/pg-core";
import { systemOnly, timestamptz } from "./columns.ts";
import { errorGroups } from "./traces.ts";

/**
 * What operators have made of a way of failing. A resolved one that is seen again is open again, by the times alone: so
 * nothing has to be written where errors are counted.
 */
export const errorMarks = pgTable(
  "error_marks",
  {
    fingerprint: text("fingerprint")
      .primaryKey()
      .references(() => errorGroups.fingerprint, { onDelete: "cascade" }),
    state: text("state").$type<"resolved" | "ignored">().notNull(),
    /** `operator:<id>`, or `operator` for a program. */
    markedBy: text("marked_by").notNull(),
    markedAt: timestamptz("marked_at").notNull().defaultNow(),
  },
  () => systemOnly("error_marks"),
);
