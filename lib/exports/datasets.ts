import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "#db/schema/index.ts";
import type { Messages } from "#lib/i18n/messages.ts";

type DatasetName = keyof Messages["archive"]["tables"];

/** Rows of one table as they go into an export: all columns but what is left out. */
export interface Dataset {
  /** Name of its two files, in `data/`; README.txt says what it is (area "archive"). */
  name: DatasetName;
  table: PgTable;
  /** The column that says whose row it is; `tenant_id` unless told. */
  tenant?: PgColumn;
  /** Secrets, what only the machinery needs, and what others' systems call a thing. */
  leaveOut?: readonly PgColumn[];
  /** What the rows are ordered by and read page by page, with an index behind it; the primary key unless told. */
  order?: readonly PgColumn[];
  /** A person whose mail address and name stand beside the row. */
  person?: PgColumn;
  /** Rows of a page; fewer where a row may be large. */
  page?: number;
}

/** Everything an organisation has in the database, in the order of the archive. */
export const DATASETS: readonly Dataset[] = [
  {
    name: "organisation",
    table: schema.tenants,
    tenant: schema.tenants.id,
    leaveOut: [schema.tenants.stripeCustomerId],
  },
  {
    name: "settings",
    table: schema.tenantSettings,
  },
  {
    name: "domains",
    table: schema.tenantDomains,
  },
  {
    name: "single_sign_on",
    table: schema.ssoConnections,
    leaveOut: [schema.ssoConnections.clientSecret],
  },
  {
    name: "members",
    table: schema.memberships,
    person: schema.memberships.userId,
  },
  {
    name: "invitations",
    table: schema.tenantInvitations,
    leaveOut: [schema.tenantInvitations.tokenHash],
  },
  {
    name: "api_keys",
    table: schema.apiKeys,
    leaveOut: [schema.apiKeys.hash],
  },
  { name: "api_key_calls", table: schema.apiKeyCalls },
  { name: "projects", table: schema.projects },
  { name: "project_members", table: schema.projectMembers },
  {
    name: "files",
    table: schema.files,
    leaveOut: [
      schema.files.storageKey,
      schema.files.uploadId,
      schema.files.partSize,
      schema.files.verifyingSince,
      schema.files.archiveKey,
      schema.files.moveId,
      schema.files.movingSince,
      schema.files.linkedAt,
    ],
  },
  {
    name: "archival_runs",
    table: schema.archivalTenantRuns,
  },
  {
    name: "archival_items",
    table: schema.archivalItems,
  },
  { name: "restores", table: schema.fileRestores },
  {
    name: "archived_logs",
    table: schema.archivedLogs,
    leaveOut: [schema.archivedLogs.objectKey],
  },
  { name: "file_versions", table: schema.fileVersions },
  { name: "processing_runs", table: schema.processingRuns },
  { name: "processing_steps", table: schema.processingSteps },
  {
    name: "analyses",
    table: schema.fileAnalyses,
    page: 20,
  },
  {
    name: "elements",
    table: schema.elements,
    page: 2000,
  },
  {
    name: "materials",
    table: schema.materials,
  },
  {
    name: "material_assignments",
    table: schema.materialAssignments,
  },
  { name: "drawing_mappings", table: schema.drawingMappings },
  { name: "file_drawings", table: schema.fileDrawings, page: 5 },
  { name: "bill_mappings", table: schema.billMappings },
  { name: "file_bills", table: schema.fileBills, page: 5 },
  { name: "file_revits", table: schema.fileRevits, leaveOut: [schema.fileRevits.preview] },
  { name: "element_corrections", table: schema.elementCorrections },
  {
    name: "estimates",
    table: schema.costEstimates,
    page: 20,
  },
  {
    name: "estimate_lines",
    table: schema.costEstimateLines,
    page: 100,
  },
  {
    name: "estimate_variants",
    table: schema.estimateVariants,
  },
  {
    name: "estimate_comments",
    table: schema.estimateComments,
  },
  {
    name: "estimate_review_steps",
    table: schema.estimateReviewSteps,
  },
  {
    name: "estimate_snapshots",
    table: schema.estimateSnapshots,
    leaveOut: [schema.estimateSnapshots.content],
  },
  {
    name: "estimate_revisions",
    table: schema.estimateRevisions,
    leaveOut: [schema.estimateRevisions.pdfKey, schema.estimateRevisions.xlsxKey],
  },
  {
    name: "estimate_shares",
    table: schema.estimateShares,
    leaveOut: [schema.estimateShares.tokenHash],
  },
  { name: "bill_terms", table: schema.boqBills },
  { name: "bill_items", table: schema.boqItems },
  { name: "bill_sections", table: schema.boqMappings },
  { name: "bill_returns", table: schema.boqReturns, page: 5 },
  { name: "price_books", table: schema.priceBooks },
  { name: "price_book_items", table: schema.priceBookItems },
  {
    name: "price_book_entries",
    table: schema.priceBookEntries,
  },
  {
    name: "carbon_factors",
    table: schema.carbonFactors,
  },
  {
    name: "work_item_libraries",
    table: schema.workItemLibraries,
    leaveOut: [schema.workItemLibraries.objectKey],
  },
  { name: "work_items", table: schema.workItems, page: 200 },
  { name: "epds", table: schema.epds, leaveOut: [schema.epds.words] },
  { name: "epd_choices", table: schema.epdChoices },
  {
    name: "location_factors",
    table: schema.locationFactors,
  },
  {
    name: "price_index_values",
    table: schema.priceIndexValues,
  },
  {
    name: "price_exchange_rates",
    table: schema.priceExchangeRates,
  },
  {
    name: "usage_metrics",
    table: schema.usageMetrics,
  },
  {
    name: "usage_events",
    table: schema.usageEvents,
  },
  {
    name: "billing_account",
    table: schema.billingAccounts,
    leaveOut: [schema.billingAccounts.stripeSubscriptionId],
  },
  { name: "plan_changes", table: schema.planChanges },
  { name: "discounts", table: schema.tenantDiscounts },
  {
    name: "invoices",
    table: schema.invoices,
    leaveOut: [schema.invoices.stripeInvoiceId, schema.invoices.paymentUrl],
  },
  { name: "invoice_lines", table: schema.invoiceLines },
  {
    name: "invoice_events",
    table: schema.invoiceEvents,
    order: [schema.invoiceEvents.invoiceId, schema.invoiceEvents.dedupeKey],
  },
  {
    name: "payments",
    table: schema.payments,
    order: [schema.payments.invoiceId, schema.payments.reference],
  },
  {
    name: "webhook_endpoints",
    table: schema.webhookEndpoints,
    leaveOut: [schema.webhookEndpoints.secret, schema.webhookEndpoints.previousSecret],
  },
  {
    name: "webhook_messages",
    table: schema.webhookMessages,
  },
  {
    name: "webhook_deliveries",
    table: schema.webhookDeliveries,
  },
  {
    name: "audit_log",
    table: schema.auditLogs,
    order: [schema.auditLogs.createdAt, schema.auditLogs.id],
  },
  {
    name: "audit_chain",
    table: schema.auditChain,
  },
  {
    name: "support_sessions",
    table: schema.supportSessions,
  },
  {
    name: "exports",
    table: schema.dataExports,
    leaveOut: [schema.dataExports.objectKey],
  },
];

/** Tables of tenants' rows that no export holds, and why. A table that stands in neither list fails a test. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  sessions: "its members' own: each gets theirs under Account, Your data",
  notifications: "what each member was told, which is theirs: each gets it under Account, Your data",
  sso_identities: "what the identity provider calls its members, who have it there",
  former_members: "who does not come back without an invitation; the audit log tells of each",
  auth_tokens: "secrets of mails under way",
  former_slugs: "addresses it had; the audit log tells of each change",
  audit_logs_restored: "rows of archived days that somebody asked to search again; the days are listed",
  audit_anchors: "where the platform keeps its own copy of the chain's heads",
  idempotency_keys: "answers kept for a day in case a program repeats its request",
  model_comparisons: "made anew of the take-offs and estimates, which are exported",
  model_changes: "made anew of the take-offs and estimates, which are exported",
  file_models: "where the triangles of the 3D view stand, which are made of the files anew",
  estimate_index: "which estimates the index of similar ones holds",
  work_item_words: "which words of the work items stand where; made of them",
  embeddings: "made of the estimates' texts, to find similar ones; made anew when they are gone",
  usage_conflicts: "imports of operators that they have still to settle",
  call_counters: "machinery of the limits",
  call_leases: "machinery of the limits",
  usage_thresholds: "which warnings were mailed",
  webhook_attempts: "requests and answers kept for days, to find faults; the API shows them",
  feature_overrides: "switches of the platform",
  outbox: "events under way",
  job_runs: "machinery of the jobs",
  traces: "what operators see of slow and failed requests, for days",
  trace_spans: "what operators see of slow and failed requests, for days",
  step_attempts: "how often each step of processing was begun; its time and attempts are with the steps",
};
