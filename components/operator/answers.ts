import type { z } from "zod";
import type { GeneratedInvoices } from "#lib/billing/generate-invoices.ts";
import type { CouponView } from "#lib/billing/plans/coupons.ts";
import type { PlanOffer } from "#lib/billing/plans/read-plan.ts";
import type { InvoiceDetail } from "#lib/billing/views.ts";
import type { FeatureView } from "#lib/features/list-features.ts";
import type { SlowCount } from "#lib/observability/traces/count-slow.ts";
import type {
  ErrorGroup,
  FailingJob,
  SlowEntry,
  SpanView,
  TraceView,
} from "#lib/observability/traces/views.ts";
import type { OperatorCredentials } from "#lib/operators/create-operator.ts";
import type { ErrorGroupDetail } from "#lib/operators/error-groups.ts";
import type { JobList, JobsReplayed, JobView } from "#lib/operators/jobs.ts";
import type { InvoiceRunList, InvoiceRunView } from "#lib/operators/list-invoice-runs.ts";
import type { OperatorInvoiceView } from "#lib/operators/list-invoices.ts";
import type { OperatorLogEntry } from "#lib/operators/list-log.ts";
import type { OperatorView } from "#lib/operators/list-operators.ts";
import type { OperatorTenantView } from "#lib/operators/list-tenants.ts";
import type { Overview } from "#lib/operators/overview.ts";
import type { OperatorTenantDetail } from "#lib/operators/read-tenant.ts";
import type { UsageConflictView } from "#lib/operators/usage-conflicts.ts";

/** What the operators' routes answer. Types only: nothing of `lib` reaches the browser. */
export type OverviewAnswer = z.output<typeof Overview>;
export type TenantAnswer = z.output<typeof OperatorTenantView>;
export type TenantDetailAnswer = z.output<typeof OperatorTenantDetail>;
export type PlanVersionAnswer = z.output<typeof PlanOffer>;
export type CouponAnswer = z.output<typeof CouponView>;
export type InvoiceAnswer = z.output<typeof OperatorInvoiceView>;
export type InvoiceDetailAnswer = z.output<typeof InvoiceDetail>;
export type InvoiceRunAnswer = z.output<typeof InvoiceRunView>;
export type InvoiceRunsAnswer = z.output<typeof InvoiceRunList>;
export type GeneratedAnswer = z.output<typeof GeneratedInvoices>;
export type JobAnswer = z.output<typeof JobView>;
export type JobsAnswer = z.output<typeof JobList>;
export type ReplayedAnswer = z.output<typeof JobsReplayed>;
export type ConflictAnswer = z.output<typeof UsageConflictView>;
export type OperatorAnswer = z.output<typeof OperatorView>;
export type CredentialsAnswer = z.output<typeof OperatorCredentials>;
export type FeatureAnswer = z.output<typeof FeatureView>;
export type LogAnswer = z.output<typeof OperatorLogEntry>;
export type SpanAnswer = z.output<typeof SpanView>;
export type TraceAnswer = z.output<typeof TraceView>;
export type SlowAnswer = z.output<typeof SlowEntry>;
export type ErrorGroupAnswer = z.output<typeof ErrorGroup>;
export type ErrorGroupDetailAnswer = z.output<typeof ErrorGroupDetail>;
export type FailedAttemptAnswer = z.output<typeof FailingJob>;
export type SlowCountAnswer = z.output<typeof SlowCount>;
