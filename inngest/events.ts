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

export const EVENTS = {
  "file/uploaded": fileUploaded,
  "file/process.requested": fileProcessRequested,
  "file/processed": fileProcessed,
  "file/deleted": fileDeleted,
  "estimate/saved": estimateSaved,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]["schema"]>;
/** One of the product's events, as `emit` takes it. */
export type AppEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName];
