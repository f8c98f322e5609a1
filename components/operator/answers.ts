import type { z } from "zod";
import type { GeneratedInvoices } from "#lib/billing/generate-invoices.ts";
import type { CouponView } from "#lib/billing/plans/coupons.ts";
import type { PlanOffer } from "#lib/billing/plans/read-plan.ts";
import type { InvoiceDetail } from "#lib/billing/views.ts";
import type { JobList, JobsReplayed, JobView } from "#lib/operators/jobs.ts";
import type { InvoiceRunList, InvoiceRunView } from "#lib/operators/list-invoice-runs.ts";
import type { OperatorInvoiceView } from "#lib/operators/list-invoices.ts";
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
