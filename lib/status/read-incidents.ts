import { desc, inArray, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { incidents, incidentUpdates } from "#db/schema/status.ts";
import { type IncidentView, presentIncident } from "./views.ts";

/** The newest updates of an incident that are told; further ones stay in the database. */
const MOST_UPDATES = 200;

/** Incidents with their updates: those that `condition` selects, in this order, at most `limit`. */
export async function readIncidents(
  tx: Transaction,
  condition: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<(IncidentView & { createdAt: Date })[]> {
  const rows = await tx
    .select()
    .from(incidents)
    .where(condition)
    .orderBy(...order)
    .limit(limit);
  if (rows.length === 0) return [];
  const updates = await tx
    .select()
    .from(incidentUpdates)
    .where(
      inArray(
        incidentUpdates.incidentId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(desc(incidentUpdates.createdAt), desc(incidentUpdates.id))
    .limit(MOST_UPDATES * rows.length);
  return rows.map((row) => ({ ...presentIncident(row, updates), createdAt: row.createdAt }));
}
