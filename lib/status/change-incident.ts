import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { CAPABILITY_STATES, incidents } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { Affects, checkWindow, Moment, Title } from "./create-incident.ts";
import { forgetIncidents } from "./read-status.ts";
import type { IncidentRow } from "./views.ts";

export const ChangeIncident = z
  .strictObject({
    title: Title.optional(),
    affects: Affects.optional(),
    impact: z.enum(CAPABILITY_STATES).optional(),
    starts_at: Moment.optional(),
    ends_at: Moment.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Change something.");

/**
 * Corrects what stands above the updates: words, what is affected, the window. Throws `NotFound`; `Conflict`
 * (`incident_resolved`); `Invalid` as `createIncident` does.
 */
export async function changeIncident(
  by: OperatorCtx,
  id: string,
  { title, affects, impact, starts_at, ends_at }: z.output<typeof ChangeIncident>,
): Promise<void> {
  await withSystem(async (tx) => {
    const incident = await lockOpen(tx, id);
    const startsAt = starts_at ?? incident.startsAt;
    const endsAt = ends_at ?? incident.endsAt;
    if (incident.kind === "maintenance") checkWindow({ startsAt, endsAt }, new Date());
    else if (endsAt !== null || startsAt > new Date())
      throw new Invalid("incident_in_future", "An incident has begun and has no planned end: resolve it.");
    const next = {
      title: title ?? incident.title,
      affects: affects ?? incident.affects,
      impact: impact ?? incident.impact,
      startsAt,
      endsAt,
    };
    await tx.update(incidents).set(next).where(eq(incidents.id, id));
    await recordDeed(tx, by, "incident.changed", {
      incident: id,
      ...(title ? { title } : {}),
      ...(affects ? { affects } : {}),
      ...(impact ? { impact } : {}),
      ...(starts_at ? { starts_at: starts_at.toISOString() } : {}),
      ...(ends_at ? { ends_at: ends_at.toISOString() } : {}),
    });
  });
  forgetIncidents();
}

/** The incident, held for this transaction. Throws `NotFound`; `Conflict` (`incident_resolved`) once it is over. */
export async function lockOpen(tx: Transaction, id: string): Promise<IncidentRow> {
  const [incident] = await tx.select().from(incidents).where(eq(incidents.id, id)).for("update");
  if (!incident) throw new NotFound("incident_not_found", "There is no such incident.");
  if (incident.resolvedAt)
    throw new Conflict("incident_resolved", "It is resolved and stays as it is. Write a new one.");
  return incident;
}
