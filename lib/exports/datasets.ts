import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "#db/schema/index.ts";

/** Rows of one table as they go into an export: all columns but what is left out. */
export interface Dataset {
  /** Name of its two files, in `data/`. */
  name: string;
  /** What README.txt says of it. */
  about: string;
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
    about: "The organisation itself: name, address, plan, caps and bytes stored.",
    table: schema.tenants,
    tenant: schema.tenants.id,
    leaveOut: [schema.tenants.stripeCustomerId],
  },
  {
    name: "settings",
    about: "Its settings. Rates are money per hour in the currency.",
    table: schema.tenantSettings,
  },
  {
    name: "domains",
    about: "Domains of its own, for its address and for mail, with the DNS record that proves each.",
    table: schema.tenantDomains,
  },
  {
    name: "single_sign_on",
    about: "The identity provider, without the client's secret.",
    table: schema.ssoConnections,
    leaveOut: [schema.ssoConnections.clientSecret],
  },
  {
    name: "members",
    about: "Members with role, mail address and name.",
    table: schema.memberships,
    person: schema.memberships.userId,
  },
  {
    name: "invitations",
    about: "Invitations, without the secrets of their mails.",
    table: schema.tenantInvitations,
    leaveOut: [schema.tenantInvitations.tokenHash],
  },
  {
    name: "api_keys",
    about: "API keys by name and prefix, without their secrets.",
    table: schema.apiKeys,
    leaveOut: [schema.apiKeys.hash],
  },
  { name: "api_key_calls", about: "Calls of each API key by UTC day.", table: schema.apiKeyCalls },
  { name: "projects", about: "Projects.", table: schema.projects },
  { name: "project_members", about: "Who sees restricted projects.", table: schema.projectMembers },
  {
    name: "files",
    about:
      "Files: name, size in bytes, SHA-256, state. Their bytes stand under files/<id>/, but for those in files/not-included.csv.",
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
    about: "Runs that moved files and days of logs to the archive.",
    table: schema.archivalTenantRuns,
  },
  {
    name: "archival_items",
    about: "What each run moved, or did not and why; sizes in bytes.",
    table: schema.archivalItems,
  },
  { name: "restores", about: "Restores of archived files.", table: schema.fileRestores },
  {
    name: "archived_logs",
    about: "Days of logs that stand in the archive, with their checksums.",
    table: schema.archivedLogs,
    leaveOut: [schema.archivedLogs.objectKey],
  },
  { name: "processing_runs", about: "Runs of the take-off over files.", table: schema.processingRuns },
  { name: "processing_steps", about: "The steps of the runs.", table: schema.processingSteps },
  {
    name: "analyses",
    about: "What each model holds: sums by IFC class, storeys, floor areas. Quantities are SI and net.",
    table: schema.fileAnalyses,
    page: 20,
  },
  {
    name: "elements",
    about: "The single elements of the models, with quantities (m, m², m³, kg), their sources and materials.",
    table: schema.elements,
    page: 2000,
  },
  {
    name: "materials",
    about: "The materials of each model and what they were taken for.",
    table: schema.materials,
  },
  {
    name: "material_assignments",
    about: "What your people said that material names mean.",
    table: schema.materialAssignments,
  },
  {
    name: "estimates",
    about:
      "Estimates of files and by hand. Amounts (…_minor) are whole minor units of the currency, with minor_digits decimal places; carbon (…_g) is in grams of CO2e by EN 15978 module.",
    table: schema.costEstimates,
    page: 20,
  },
  {
    name: "estimate_lines",
    about: "The lines of the estimates, in the same units.",
    table: schema.costEstimateLines,
    page: 100,
  },
  {
    name: "estimate_variants",
    about:
      "Saved variants of estimates: what was changed, and what it came to, in the units of the estimates.",
    table: schema.estimateVariants,
  },
  {
    name: "estimate_comments",
    about: "Comments on estimates and their lines; @{id} mentions a member.",
    table: schema.estimateComments,
  },
  {
    name: "estimate_review_steps",
    about: "Every step of the estimates' reviews; the last one is the state.",
    table: schema.estimateReviewSteps,
  },
  {
    name: "estimate_shares",
    about: "Links by which estimates were shared, without their secrets.",
    table: schema.estimateShares,
    leaveOut: [schema.estimateShares.tokenHash],
  },
  { name: "price_books", about: "The versions of the price book.", table: schema.priceBooks },
  { name: "price_book_items", about: "Own prices of each version, per unit.", table: schema.priceBookItems },
  {
    name: "price_book_entries",
    about: "Own catalogue entries of each version.",
    table: schema.priceBookEntries,
  },
  {
    name: "carbon_factors",
    about: "Own carbon factors of each version, kg CO2e per kg.",
    table: schema.carbonFactors,
  },
  {
    name: "location_factors",
    about: "Own cost levels of places of each version.",
    table: schema.locationFactors,
  },
  {
    name: "price_index_values",
    about: "Own values of price index series.",
    table: schema.priceIndexValues,
  },
  {
    name: "price_exchange_rates",
    about: "Own exchange rates: units of to_currency for one of from_currency.",
    table: schema.priceExchangeRates,
  },
  {
    name: "usage_metrics",
    about: "Usage by UTC day. storage_used is bytes at the day's end.",
    table: schema.usageMetrics,
  },
  {
    name: "usage_events",
    about: "Every usage event: what is metered and billed.",
    table: schema.usageEvents,
  },
  {
    name: "billing_account",
    about: "Whom invoices go to and how they are taxed.",
    table: schema.billingAccounts,
    leaveOut: [schema.billingAccounts.stripeSubscriptionId],
  },
  { name: "plan_changes", about: "From when which plan held.", table: schema.planChanges },
  { name: "discounts", about: "Redeemed coupons.", table: schema.tenantDiscounts },
  {
    name: "invoices",
    about:
      "Invoices and credit notes; amounts in whole minor units of the currency. Each one with a number is in invoices/ as PDF.",
    table: schema.invoices,
    leaveOut: [schema.invoices.stripeInvoiceId, schema.invoices.paymentUrl],
  },
  { name: "invoice_lines", about: "Lines of the invoices.", table: schema.invoiceLines },
  {
    name: "invoice_events",
    about: "What happened to each invoice.",
    table: schema.invoiceEvents,
    order: [schema.invoiceEvents.invoiceId, schema.invoiceEvents.dedupeKey],
  },
  {
    name: "payments",
    about: "Payments received.",
    table: schema.payments,
    order: [schema.payments.invoiceId, schema.payments.reference],
  },
  {
    name: "webhook_endpoints",
    about: "Webhook endpoints, without their secrets.",
    table: schema.webhookEndpoints,
    leaveOut: [schema.webhookEndpoints.secret, schema.webhookEndpoints.previousSecret],
  },
  {
    name: "webhook_messages",
    about: "What was announced to webhooks within the last weeks.",
    table: schema.webhookMessages,
  },
  {
    name: "webhook_deliveries",
    about: "How it went, endpoint by endpoint.",
    table: schema.webhookDeliveries,
  },
  {
    name: "audit_log",
    about:
      "The audit log as far as your plan keeps it. Actors are user:<id>, api_key:<id>, operator or system.",
    table: schema.auditLogs,
    order: [schema.auditLogs.createdAt, schema.auditLogs.id],
  },
  {
    name: "audit_chain",
    about: "The chain over the audit log: the hash of each row and the one before.",
    table: schema.auditChain,
  },
  {
    name: "support_sessions",
    about: "When operators of the platform acted in the organisation, and why.",
    table: schema.supportSessions,
  },
  {
    name: "exports",
    about: "Exports like this one.",
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
  file_models: "where the triangles of the 3D view stand, which are made of the files anew",
  estimate_index: "which estimates the index of similar ones holds",
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
