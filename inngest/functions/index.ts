import type { InngestFunction } from "inngest";
import { advanceDunning } from "./advance-dunning.ts";
import { applyPlanChanges, notifyRefusedPlanChange } from "./apply-plan-changes.ts";
import { checkUsageThresholds, notifyThreshold } from "./check-thresholds.ts";
import { deleteObject } from "./delete-object.ts";
import { deleteOldJobs } from "./delete-old-jobs.ts";
import { generateInvoiceBatch } from "./generate-invoice-batch.ts";
import { monthlyInvoices } from "./monthly-invoices.ts";
import { nightlyUsage } from "./nightly-usage.ts";
import { processFile } from "./process-file.ts";
import { processStripeEvent } from "./process-stripe-event.ts";
import { purgeTenant } from "./purge-tenant.ts";
import { mailInvoiceNotice, sendInvoice, settleInvoice } from "./send-invoice.ts";
import { sendMail } from "./send-mail.ts";
import { sweepExpired } from "./sweep-expired.ts";

/** Every function of the product; what is not listed here never runs. */
export const functions: InngestFunction.Any[] = [
  processFile,
  sendMail,
  deleteObject,
  purgeTenant,
  sweepExpired,
  deleteOldJobs,
  nightlyUsage,
  monthlyInvoices,
  generateInvoiceBatch,
  applyPlanChanges,
  notifyRefusedPlanChange,
  checkUsageThresholds,
  notifyThreshold,
  sendInvoice,
  settleInvoice,
  mailInvoiceNotice,
  processStripeEvent,
  advanceDunning,
];
