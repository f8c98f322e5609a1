import type { InngestFunction } from "inngest";
import { advanceDunning } from "./advance-dunning.ts";
import { announceWebhooks, notifyWebhookStopped } from "./announce-webhooks.ts";
import { applyPlanChanges, notifyRefusedPlanChange } from "./apply-plan-changes.ts";
import { archiveFilesOfTenant, nightlyArchival } from "./archive-files.ts";
import { archiveLogsNightly, restoreLogs } from "./archive-logs.ts";
import { checkDomains, notifyDomain } from "./check-domains.ts";
import { checkUsageThresholds, notifyThreshold } from "./check-thresholds.ts";
import { deleteObject } from "./delete-object.ts";
import { deleteOldJobs } from "./delete-old-jobs.ts";
import { deleteDueTenants, notifyDeletion } from "./delete-tenants.ts";
import { generateInvoiceBatch } from "./generate-invoice-batch.ts";
import { importWorkItems } from "./import-work-items.ts";
import { catchUpIndex, indexEstimate, verifyIndex } from "./index-estimate.ts";
import { purgeIssuedDocuments, sweepIssuedDocuments } from "./issued-documents.ts";
import { monthlyInvoices } from "./monthly-invoices.ts";
import { nightlyAuditLog } from "./nightly-audit-log.ts";
import { nightlyUsage } from "./nightly-usage.ts";
import { processFile } from "./process-file.ts";
import { processStripeEvent } from "./process-stripe-event.ts";
import { purgeTenant } from "./purge-tenant.ts";
import { notifyRestore, pollRestores, restoreFile } from "./restore-file.ts";
import { mailInvoiceNotice, sendInvoice, settleInvoice } from "./send-invoice.ts";
import { sendMail } from "./send-mail.ts";
import { settleMoves, sweepObjectStores } from "./settle-moves.ts";
import { sweepExpired } from "./sweep-expired.ts";
import { notifyExport, sweepExports, writeExport } from "./write-export.ts";

/** Every function of the product; what is not listed here never runs. */
export const functions: InngestFunction.Any[] = [
  processFile,
  sendMail,
  deleteObject,
  purgeTenant,
  sweepExpired,
  nightlyArchival,
  archiveFilesOfTenant,
  settleMoves,
  sweepObjectStores,
  restoreFile,
  pollRestores,
  notifyRestore,
  deleteOldJobs,
  nightlyUsage,
  nightlyAuditLog,
  archiveLogsNightly,
  restoreLogs,
  monthlyInvoices,
  generateInvoiceBatch,
  applyPlanChanges,
  notifyRefusedPlanChange,
  checkUsageThresholds,
  notifyThreshold,
  checkDomains,
  notifyDomain,
  sendInvoice,
  settleInvoice,
  mailInvoiceNotice,
  processStripeEvent,
  advanceDunning,
  announceWebhooks,
  notifyWebhookStopped,
  writeExport,
  notifyExport,
  sweepExports,
  importWorkItems,
  purgeIssuedDocuments,
  sweepIssuedDocuments,
  deleteDueTenants,
  notifyDeletion,
  indexEstimate,
  catchUpIndex,
  verifyIndex,
];
