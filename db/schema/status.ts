import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, systemOnly, timestamptz, updatedAt } from "./columns.ts";

/** What of the product works or not, as people who use it would say. */
export const CAPABILITY_NAMES = [
  "pages",
  "transfers",
  "processing",
  "similar",
  "mail",
  "webhooks",
  "archive",
] as const;
export type CapabilityName = (typeof CAPABILITY_NAMES)[number];

/** How well it works, in the order of worsening. */
export const CAPABILITY_STATES = ["operational", "degraded", "down"] as const;
export type CapabilityState = (typeof CAPABILITY_STATES)[number];

/** An incident happens; maintenance is planned and has a time window. */
export const INCIDENT_KINDS = ["incident", "maintenance"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Those of an incident that is not over. */
export const OPEN_STATES = ["investigating", "identified", "monitoring"] as const;
/** Maintenance is `planned` until it is over or called off, which is `resolved`; whether it is under way says its window. */
export const INCIDENT_STATES = ["planned", ...OPEN_STATES, "resolved"] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What operators tell everybody: that something does not work, or will not for a planned time. */
export const incidents = pgTable(
  "incidents",
  {
    id: id(),
    kind: text("kind").$type<IncidentKind>().notNull(),
    title: text("title").notNull(),
    /** What is affected, and how badly. */
    affects: text("affects").array().$type<CapabilityName[]>().notNull(),
    impact: text("impact").$type<CapabilityState>().notNull(),
    /** That of the latest update. */
    state: text("state").$type<IncidentState>().notNull(),
    /** Since when it is so; of planned maintenance, from when to when. */
    startsAt: timestamptz("starts_at").notNull(),
    endsAt: timestamptz("ends_at"),
    resolvedAt: timestamptz("resolved_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("incidents_open_idx").on(t.startsAt).where(sql`resolved_at is null`),
    index("incidents_list_idx").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check("incidents_window", sql`ends_at > starts_at`),
    check("incidents_planned", sql`kind <> 'maintenance' or ends_at is not null`),
    check("incidents_resolved", sql`(state = 'resolved') = (resolved_at is not null)`),
    ...systemOnly("incidents"),
  ],
);

/** What was said about it, in the order of saying; never changed. */
export const incidentUpdates = pgTable(
  "incident_updates",
  {
    id: id(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    state: text("state").$type<IncidentState>().notNull(),
    text: text("text").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("incident_updates_list_idx").on(t.incidentId, t.createdAt),
    ...systemOnly("incident_updates"),
  ],
);

/** How each capability was found in a minute, by whichever process found it worst. Kept for days. */
export const healthSamples = pgTable(
  "health_samples",
  {
    minute: timestamptz("minute").notNull(),
    capability: text("capability").$type<CapabilityName>().notNull(),
    /** Index in CAPABILITY_STATES. */
    state: smallint("state").notNull(),
  },
  (t) => [primaryKey({ columns: [t.minute, t.capability] }), ...systemOnly("health_samples")],
);

/** The samples of a day (UTC) that is over, in numbers of minutes. */
export const healthDays = pgTable(
  "health_days",
  {
    day: date("day").notNull(),
    capability: text("capability").$type<CapabilityName>().notNull(),
    measured: integer("measured").notNull(),
    degraded: integer("degraded").notNull(),
    down: integer("down").notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.capability] }), ...systemOnly("health_days")],
);
