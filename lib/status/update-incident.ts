import { eq } from "drizzle-orm";
import { z } from "zod";
import { incidents, incidentUpdates, OPEN_STATES } from "#db/schema/status.ts";
import { type Within, withSystem } from "#db/tenant.ts";
import { Invalid } from "#lib/errors.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { lockOpen } from "./change-incident.ts";
import { UpdateText } from "./create-incident.ts";
import { readIncidents } from "./read-incidents.ts";
import { forgetIncidents } from "./read-status.ts";
import type { IncidentView } from "./views.ts";

export const UpdateIncident = z.strictObject({
  /** Where an incident is now; as before unless told. Maintenance has none until it is resolved. */
  state: z.enum(OPEN_STATES).optional(),
  text: UpdateText,
});
export const ResolveIncident = z.strictObject({ text: UpdateText });

/** Says what is new. Throws `NotFound`; `Conflict` (`incident_resolved`); `Invalid` (`state_invalid`) for maintenance. */
export async function updateIncident(
  by: OperatorCtx,
  id: string,
  { state, text }: z.output<typeof UpdateIncident>,
  within: Within = withSystem,
): Promise<IncidentView> {
  return say(by, id, { state: state ?? null, text }, within);
}

/** It is over, or the maintenance is done or called off. Throws `NotFound`; `Conflict` (`incident_resolved`). */
export async function resolveIncident(
  by: OperatorCtx,
  id: string,
  { text }: z.output<typeof ResolveIncident>,
  within: Within = withSystem,
): Promise<IncidentView> {
  return say(by, id, { state: "resolved", text }, within);
}

async function say(
  by: OperatorCtx,
  id: string,
  said: { state: (typeof OPEN_STATES)[number] | "resolved" | null; text: string },
  within: Within,
): Promise<IncidentView> {
  const view = await within(async (tx) => {
    const before = await lockOpen(tx, id);
    if (before.kind === "maintenance" && said.state !== null && said.state !== "resolved")
      throw new Invalid("state_invalid", "Maintenance is planned until it is resolved. Leave the state out.");
    const state = said.state ?? before.state;
    const resolvedAt = state === "resolved" ? new Date() : null;
    await tx.update(incidents).set({ state, resolvedAt }).where(eq(incidents.id, id));
    await tx.insert(incidentUpdates).values({ incidentId: id, state, text: said.text });
    const action = resolvedAt ? "incident.resolved" : "incident.updated";
    await recordDeed(tx, by, action, { incident: id, title: before.title, state });
    const [after] = await readIncidents(tx, eq(incidents.id, id), [], 1);
    if (!after) throw new Error("The incident is gone");
    return after;
  });
  forgetIncidents();
  return view;
}
