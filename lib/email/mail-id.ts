import { uuidOf } from "#lib/jobs/embedded/ids.ts";

/** The id of one recipient's mail about an event: the same when the job is repeated. */
export function mailIdOf(eventId: string | undefined, recipient: string): string {
  if (!eventId) throw new Error("The event came without its id");
  return uuidOf(`mail ${eventId} ${recipient}`);
}
