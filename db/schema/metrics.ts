import { bigint, doublePrecision, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { systemOnly, timestamptz } from "./columns.ts";

/** What all processes together have counted. A process adds what is new in it, so a killed one leaves nothing to settle. */
export const metricTotals = pgTable(
  "metric_totals",
  {
    name: text("name").notNull(),
    /** JSON of the labels, in the order in which the metric declares them. */
    labels: text("labels").notNull(),
    /** Upper bounds of a histogram; none for a counter. */
    bounds: doublePrecision("bounds").array().notNull(),
    /** A counter's value; of a histogram the cumulative counts up to each bound, then sum and count. */
    values: doublePrecision("values").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.labels] }), ...systemOnly("metric_totals")],
);

/** The living processes, and what each of them tells of itself. */
export const metricProcesses = pgTable(
  "metric_processes",
  {
    /** Names the process, as the label `process` does. */
    id: text("id").primaryKey(),
    service: text("service").notNull(),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    seenAt: timestamptz("seen_at").notNull().defaultNow(),
    /** Number of its last addition to the totals: one whose answer was lost is not made twice. */
    flushed: bigint("flushed", { mode: "number" }).notNull(),
    samples: jsonb("samples").$type<unknown>().notNull(),
  },
  () => systemOnly("metric_processes"),
);

/** Facts about the platform that a command or a job leaves for the metrics, such as the last backup. */
export const platformFacts = pgTable(
  "platform_facts",
  {
    name: text("name").primaryKey(),
    value: jsonb("value").$type<Record<string, unknown>>().notNull(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
  },
  () => systemOnly("platform_facts"),
);
