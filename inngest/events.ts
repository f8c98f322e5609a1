import { eventType } from "inngest";
import { z } from "zod";
import { REVIEW_STATES } from "#db/schema/variants.ts";
import { LOCALES } from "#lib/i18n/locales.ts";

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
  schema: z.object({
    ...tenant,
    file_id: z.uuid(),
    storage_key: z.string(),
    storage_tier: z.string(),
    /** Null or absent: it was hot. */
    archive_key: z.string().nullish(),
  }),
});

/** A file has moved to the archive. */
export const fileArchived = eventType("file/archived", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid() }),
});

/** A restore waits to be given to the store. */
export const restoreRequested = eventType("file/restore.requested", {
  version: "1",
  schema: z.object({ ...tenant, restore_id: z.uuid() }),
});

/** An archived file can be downloaded again, or is hot again. */
export const fileRestored = eventType("file/restored", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), restore_id: z.uuid() }),
});

/** A restored file goes back to the archive soon. */
export const fileRestoreExpiring = eventType("file/restore.expiring", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), restore_id: z.uuid() }),
});

/** A restore came to nothing: who asked for it is told. */
export const fileRestoreFailed = eventType("file/restore.failed", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), restore_id: z.uuid() }),
});

/** Nothing of what was asked for together is under way any more, since the last of it was deleted: who asked is told. */
export const fileRestoresSettled = eventType("file/restores.settled", {
  version: "1",
  schema: z.object({ ...tenant, file_id: z.uuid(), restore_id: z.uuid() }),
});

/** A tenant's part of a run of archival waits to be worked off. */
export const archivalRunRequested = eventType("archival/run.requested", {
  version: "1",
  schema: z.object({ ...tenant, run_id: z.uuid() }),
});

/** Archived days of an audit log wait to be made searchable. */
export const auditRestoreRequested = eventType("audit/restore.requested", {
  version: "1",
  schema: z.object(tenant),
});

export const estimateSaved = eventType("estimate/saved", {
  version: "1",
  schema: z.object({ ...tenant, estimate_id: z.uuid() }),
});

export const estimateDeleted = eventType("estimate/deleted", {
  version: "1",
  schema: z.object({ ...tenant, estimate_id: z.uuid(), name: z.string(), project_id: z.uuid().nullable() }),
});

/** A step of an estimate's review. */
export const estimateReviewChanged = eventType("estimate/review.changed", {
  version: "1",
  schema: z.object({
    ...tenant,
    estimate_id: z.uuid(),
    state: z.enum(REVIEW_STATES),
    previous_state: z.enum(REVIEW_STATES),
    cause: z.enum(["person", "recalculated"]),
  }),
});

/** An approved estimate was issued as a revision. */
export const estimateIssued = eventType("estimate/issued", {
  version: "1",
  schema: z.object({ ...tenant, estimate_id: z.uuid(), revision_id: z.uuid() }),
});

/** An issued revision was withdrawn. */
export const estimateRevisionWithdrawn = eventType("estimate/revision.withdrawn", {
  version: "1",
  schema: z.object({ ...tenant, estimate_id: z.uuid(), revision_id: z.uuid() }),
});

/** The index of similar estimates lacks something of the tenant's, or holds what has changed. */
export const searchIndexDue = eventType("search/index.due", {
  version: "1",
  schema: z.object(tenant),
});

/** Everything of the tenant is gone from the database; what it has in the object stores is to go as well. */
export const tenantDeleted = eventType("tenant/deleted", {
  version: "1",
  schema: z.object(tenant),
});

/** Language of the request that asked for a mail, for whoever has chosen none. */
const askedIn = z.enum(LOCALES).optional();

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
      locale: askedIn,
    }),
    z.object({
      kind: z.literal("invitation"),
      ...tenant,
      invitation_id: z.uuid(),
      /** Which of the invitation's mails, the first unless told; an earlier one is not sent any more. */
      send: z.number().int().optional(),
      locale: askedIn,
    }),
    z.object({
      kind: z.literal("email_change"),
      ...tenant,
      change_id: z.uuid(),
      /** To the present or to the new address. */
      side: z.enum(["old", "new"]),
    }),
    z.object({
      kind: z.literal("security"),
      /** Where it was done; null: at no organisation. */
      tenant_id: z.uuid().nullable(),
      /** The account's address when it was done. */
      email: z.string(),
      change: z.enum([
        "password_changed",
        "second_factor_enabled",
        "second_factor_disabled",
        "second_factor_reset",
        "new_sign_in",
      ]),
      at: z.iso.datetime(),
      ip: z.string().nullable(),
      /** As the browser names itself. */
      user_agent: z.string().nullable(),
    }),
  ]),
});

/** An invoice over an amount, or a credit note, has become final: it is to be sent. */
export const invoiceFinalised = eventType("invoice/finalised", {
  version: "1",
  schema: z.object({ ...tenant, invoice_id: z.uuid() }),
});

/** Paid, void or written off in our books: Stripe's invoice follows. */
export const invoiceSettled = eventType("invoice/settled", {
  version: "1",
  schema: z.object({ ...tenant, invoice_id: z.uuid() }),
});

export const invoicePaid = eventType("invoice/paid", {
  version: "1",
  schema: z.object({ ...tenant, invoice_id: z.uuid() }),
});

/** Something about an invoice that the organisation's admins and billing contacts are told by mail. */
export const invoiceNotice = eventType("invoice/notice", {
  version: "1",
  schema: z.object({ ...tenant, invoice_id: z.uuid(), notice: z.string() }),
});

export const stripeEventReceived = eventType("stripe/event.received", {
  version: "1",
  schema: z.object({ ...tenant, stripe_event_id: z.string() }),
});

/** A part of a run over all tenants, those after `after` up to `through`. Only invoked, so no tenant's event and not in EVENTS. */
export const invoiceBatchRequested = eventType("invoices/batch.requested", {
  version: "1",
  schema: z.object({ month: z.iso.date(), after: z.uuid().nullable(), through: z.uuid() }),
});

export const planChanged = eventType("plan/changed", {
  version: "1",
  schema: z.object({
    ...tenant,
    plan: z.string(),
    previous_plan: z.string(),
    effective_at: z.iso.datetime(),
  }),
});

/** A change of plan that waited for the month's end does not fit any more; the tenant keeps its plan. */
export const planChangeRefused = eventType("plan/change.refused", {
  version: "1",
  schema: z.object({ ...tenant, plan: z.string(), reasons: z.array(z.string()) }),
});

/** Threshold in per cent of what the plan includes; period is the month's first day. */
export const usageThresholdReached = eventType("usage/threshold.reached", {
  version: "1",
  schema: z.object({
    ...tenant,
    metric: z.enum(["files", "storage", "api_calls", "archive"]),
    threshold: z.number().int(),
    period: z.iso.date(),
  }),
});

/** Somebody was invited to the organisation, joined it, got another role, or left it; `removed` is also who left by themselves. */
export const memberChanged = eventType("member/changed", {
  version: "1",
  schema: z.object({
    ...tenant,
    change: z.enum(["invited", "joined", "role_changed", "removed"]),
    /** Null while invited. */
    user_id: z.uuid().nullable(),
    email: z.string(),
    role: z.enum(["viewer", "editor", "admin"]),
    previous_role: z.enum(["viewer", "editor", "admin"]).nullable(),
  }),
});

/** An endpoint for webhooks gets no more of them: it failed for days, or said that it is gone. */
export const webhookEndpointStopped = eventType("webhook/endpoint.stopped", {
  version: "1",
  schema: z.object({ ...tenant, endpoint_id: z.uuid() }),
});

/** The DNS record of a domain that the organisation has proven is gone, for days or for good. */
export const domainNotice = eventType("domain/notice", {
  version: "1",
  schema: z.object({
    ...tenant,
    domain: z.string(),
    use: z.enum(["address", "mail"]),
    notice: z.enum(["lost", "taken_down"]),
  }),
});

/** Nothing refers to an object any more. */
export const objectReleased = eventType("object/released", {
  version: "1",
  schema: z.object({ ...tenant, storage_key: z.string() }),
});

/** A file of work items waits to be read into its library. */
export const workItemsUploaded = eventType("work-items/uploaded", {
  version: "1",
  schema: z.object({ ...tenant, library_id: z.uuid() }),
});

/** Somebody asked for everything that the organisation has. */
export const exportRequested = eventType("export/requested", {
  version: "1",
  schema: z.object({ ...tenant, export_id: z.uuid() }),
});

/** An export is ready, or has failed: who asked for it is told by mail. */
export const exportFinished = eventType("export/finished", {
  version: "1",
  schema: z.object({ ...tenant, export_id: z.uuid() }),
});

/** The organisation is to be deleted, will be soon, or is not to be any more: its admins are told by mail. */
export const deletionNotice = eventType("tenant/deletion.notice", {
  version: "1",
  schema: z.object({
    ...tenant,
    notice: z.enum(["requested", "soon", "cancelled"]),
    due_at: z.iso.datetime(),
  }),
});

/** The comparison of the stores with the files has more to look at than one run may. */
export const storesSweepContinued = eventType("storage/sweep.continued", {
  version: "1",
  schema: z.object({ after: z.string() }),
});

export const EVENTS = {
  "file/uploaded": fileUploaded,
  "file/process.requested": fileProcessRequested,
  "file/processed": fileProcessed,
  "file/deleted": fileDeleted,
  "file/archived": fileArchived,
  "file/restore.requested": restoreRequested,
  "file/restored": fileRestored,
  "file/restore.expiring": fileRestoreExpiring,
  "file/restore.failed": fileRestoreFailed,
  "file/restores.settled": fileRestoresSettled,
  "archival/run.requested": archivalRunRequested,
  "audit/restore.requested": auditRestoreRequested,
  "estimate/saved": estimateSaved,
  "estimate/deleted": estimateDeleted,
  "estimate/review.changed": estimateReviewChanged,
  "estimate/issued": estimateIssued,
  "estimate/revision.withdrawn": estimateRevisionWithdrawn,
  "search/index.due": searchIndexDue,
  "mail/requested": mailRequested,
  "tenant/deleted": tenantDeleted,
  "plan/changed": planChanged,
  "plan/change.refused": planChangeRefused,
  "usage/threshold.reached": usageThresholdReached,
  "invoice/finalised": invoiceFinalised,
  "invoice/settled": invoiceSettled,
  "invoice/paid": invoicePaid,
  "invoice/notice": invoiceNotice,
  "member/changed": memberChanged,
  "webhook/endpoint.stopped": webhookEndpointStopped,
  "stripe/event.received": stripeEventReceived,
  "domain/notice": domainNotice,
  "object/released": objectReleased,
  "work-items/uploaded": workItemsUploaded,
  "export/requested": exportRequested,
  "export/finished": exportFinished,
  "tenant/deletion.notice": deletionNotice,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]["schema"]>;
/** One of the product's events, as `emit` takes it. */
export type AppEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName];
