import { z } from "zod";
import {
  CAPABILITY_NAMES,
  CAPABILITY_STATES,
  INCIDENT_KINDS,
  incidents,
  incidentUpdates,
  OPEN_STATES,
} from "#db/schema/status.ts";
import { type Within, withSystem } from "#db/tenant.ts";
import { Invalid } from "#lib/errors.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { forgetIncidents } from "./read-status.ts";
import { type IncidentView, presentIncident } from "./views.ts";

export const Title = z.string().trim().min(3, "Say it in three letters or more.").max(200);
export const UpdateText = z.string().trim().min(3, "Say it in three letters or more.").max(4000);
export const Affects = z
  .array(z.enum(CAPABILITY_NAMES))
  .min(1, "Choose at least one.")
  .transform((names) => CAPABILITY_NAMES.filter((name) => names.includes(name)));
export const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const CreateIncident = z.strictObject({
  kind: z.enum(INCIDENT_KINDS).default("incident"),
  title: Title,
  affects: Affects,
  /** Of maintenance: while it lasts. */
  impact: z.enum(CAPABILITY_STATES).default("degraded"),
  /** Of an incident; maintenance begins as `planned`. */
  state: z.enum(OPEN_STATES).default("investigating"),
  /** The first update. */
  text: UpdateText,
  /** Since when it is so: now unless told. Of maintenance: when it begins, and it needs its end. */
  starts_at: Moment.optional(),
  ends_at: Moment.optional(),
});

/**
 * An operator tells everybody of an incident, or of planned maintenance. Throws `Invalid` for a window that is none, or an
 * incident that has not begun.
 */
export async function createIncident(
  by: OperatorCtx,
  input: z.output<typeof CreateIncident>,
  within: Within = withSystem,
): Promise<IncidentView> {
  const { kind, title, affects, impact, text } = input;
  const now = new Date();
  const startsAt = input.starts_at ?? now;
  const endsAt = input.ends_at ?? null;
  const state = kind === "maintenance" ? "planned" : input.state;
  if (kind === "incident" && (endsAt !== null || startsAt > now))
    throw new Invalid(
      "incident_in_future",
      "An incident has begun and has no planned end. Plan maintenance instead.",
    );
  if (kind === "maintenance") checkWindow({ startsAt, endsAt }, now);
  const made = await within(async (tx) => {
    const [incident] = await tx
      .insert(incidents)
      .values({ kind, title, affects, impact, state, startsAt, endsAt })
      .returning();
    if (!incident) throw new Error("The incident was not written");
    const updates = await tx
      .insert(incidentUpdates)
      .values({ incidentId: incident.id, state, text })
      .returning();
    await recordDeed(tx, by, "incident.created", { incident: incident.id, kind, title, affects, impact });
    return presentIncident(incident, updates);
  });
  forgetIncidents();
  return made;
}

/** Throws `Invalid` unless maintenance has an end, after its begin and to come. */
export function checkWindow({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }, now: Date): void {
  const problem =
    endsAt === null
      ? "Say when the maintenance ends."
      : endsAt <= startsAt
        ? "The end has to come after the begin."
        : endsAt <= now
          ? "The end is in the past. Plan what is to come."
          : null;
  if (problem) throw new Invalid("window_invalid", problem, [{ path: "ends_at", message: problem }]);
}
