import { eventType } from "inngest";
import { z } from "zod";

/**
 * Every event of the product: what it carries and the version of that shape. Fields may be added with a default;
 * whatever else changes gets a new version, and functions say which ones they take.
 * `tenant_id` is the tenant that the event belongs to; jobs are limited and shown by it.
 */
const tenant = { tenant_id: z.uuid() };

export const fileUploaded = eventType("file/uploaded", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid() }),
});

export const fileProcessRequested = eventType("file/process.requested", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), run_id: z.uuid() }),
});

export const fileProcessed = eventType("file/processed", {
  version: "1",
  schema: z.object({
    ...tenant,
    file_id: z.uuid(),
    run_id: z.uuid(),
    status: z.enum(["completed", "failed"]),
  }),
});

export const fileDeleted = eventType("file/deleted", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), storage_key: z.string(), storage_tier: z.string() }),
});

export const estimateSaved = eventType("estimate/saved", {
  version: "1",
  schema: z.object({ ...tenant, estimate_id: z.uuid() }),
});

/** Everything of the tenant is gone from the database; what it has in the object stores is to go as well. */
export const tenantDeleted = eventType("tenant/deleted", {
  version: "1",
  schema: z.object(tenant),
});

/**
 * A mail to write and send: what it is about, never what it says. Links to sign in are made when it is sent, so none lies
 * in a table of jobs; and one is asked for whether or not the address has an account.
 */
export const mailRequested = eventType("mail/requested", {
  version: "1",
  schema: z.discriminatedUnion("kind", [
    z.object({
      kind: z.enum(["magic_link", "password_reset"]),
      /** Null: asked for on the root domain, for all of the person's organisations. */
      tenant_id: z.uuid().nullable(),
      email: z.string(),
    }),
    z.object({ kind: z.literal("invitation"), ...tenant, invitation_id: z.uuid() }),
  ]),
});

export const EVENTS = {
  "file/uploaded": fileUploaded,
  "file/process.requested": fileProcessRequested,
  "file/processed": fileProcessed,
  "file/deleted": fileDeleted,
  "estimate/saved": estimateSaved,
  "mail/requested": mailRequested,
  "tenant/deleted": tenantDeleted,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]["schema"]>;
/** One of the product's events, as `emit` takes it. */
export type AppEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName];
