import { z } from "zod";
import {
  CAPABILITY_NAMES,
  CAPABILITY_STATES,
  INCIDENT_KINDS,
  INCIDENT_STATES,
  type incidents,
  type incidentUpdates,
} from "#db/schema/status.ts";

export const IncidentUpdateView = z.object({
  state: z.enum(INCIDENT_STATES),
  text: z.string(),
  at: z.string(),
});

export const IncidentView = z.object({
  id: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  title: z.string(),
  affects: z.array(z.enum(CAPABILITY_NAMES)),
  impact: z.enum(CAPABILITY_STATES),
  state: z.enum(INCIDENT_STATES),
  /** Of maintenance: the planned window. */
  starts_at: z.string(),
  ends_at: z.string().nullable(),
  resolved_at: z.string().nullable(),
  /** The newest first. */
  updates: z.array(IncidentUpdateView),
});
export type IncidentView = z.output<typeof IncidentView>;

export type IncidentRow = typeof incidents.$inferSelect;
export type IncidentUpdateRow = typeof incidentUpdates.$inferSelect;

/** As everybody may read it: who wrote it is not told. `updates` of any incidents, the newest first. */
export function presentIncident(incident: IncidentRow, updates: readonly IncidentUpdateRow[]): IncidentView {
  const { id, kind, title, affects, impact, state, startsAt, endsAt, resolvedAt } = incident;
  return {
    id,
    kind,
    title,
    affects,
    impact,
    state,
    starts_at: startsAt.toISOString(),
    ends_at: endsAt?.toISOString() ?? null,
    resolved_at: resolvedAt?.toISOString() ?? null,
    updates: updates
      .filter(({ incidentId }) => incidentId === id)
      .map(({ state, text, createdAt }) => ({ state, text, at: createdAt.toISOString() })),
  };
}
