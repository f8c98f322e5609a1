import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { invoices } from "#db/schema/invoices.ts";
import {
  estimateDeleted,
  estimateIssued,
  estimateReviewChanged,
  estimateRevisionWithdrawn,
  estimateSaved,
  fileArchived,
  fileProcessed,
  fileRestored,
  fileRestoreExpiring,
  fileUploaded,
  invoiceFinalised,
  invoicePaid,
  memberChanged,
  usageThresholdReached,
} from "#inngest/events.ts";
import { presentInvoice } from "#lib/billing/present-invoice.ts";
import { invoiceNotFound } from "#lib/billing/read-invoice.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { presentEstimate } from "#lib/estimates/present-estimate.ts";
import { findFile } from "#lib/files/find-file.ts";
import { presentFile } from "#lib/files/present-file.ts";
import { findRevision } from "#lib/issuing/find-revision.ts";
import { documentsOf, verifyUrl } from "#lib/issuing/present-revision.ts";
import { revisionLetters } from "#lib/issuing/revision-letters.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { type Ctx, joined } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import type { WebhookEvent, WebhookEventType } from "./event-types.ts";

/** The product's events that receivers hear of, and as what. */
export const HEARD_AS = {
  "file/uploaded": ["file.uploaded"],
  "file/processed": ["file.completed", "analysis.completed", "file.failed"],
  "file/archived": ["file.archived"],
  "file/restored": ["file.restored"],
  "file/restore.expiring": ["file.restore_expiring"],
  "estimate/saved": ["estimate.created"],
  "estimate/deleted": ["estimate.deleted"],
  "estimate/review.changed": ["estimate.review_changed"],
  "estimate/issued": ["estimate.issued"],
  "estimate/revision.withdrawn": ["estimate.revision_withdrawn"],
  "usage/threshold.reached": ["usage.threshold_reached"],
  "invoice/finalised": ["invoice.finalized"],
  "invoice/paid": ["invoice.paid"],
  "member/changed": ["member.invited", "member.joined", "member.role_changed", "member.removed"],
} as const satisfies Record<HeardEvent["name"], readonly WebhookEventType[]>;

export const HeardEvent = z.discriminatedUnion("name", [
  z.object({ name: z.literal("file/uploaded"), data: fileUploaded.schema }),
  z.object({ name: z.literal("file/processed"), data: fileProcessed.schema }),
  z.object({ name: z.literal("file/archived"), data: fileArchived.schema }),
  z.object({ name: z.literal("file/restored"), data: fileRestored.schema }),
  z.object({ name: z.literal("file/restore.expiring"), data: fileRestoreExpiring.schema }),
  z.object({ name: z.literal("estimate/saved"), data: estimateSaved.schema }),
  z.object({ name: z.literal("estimate/deleted"), data: estimateDeleted.schema }),
  z.object({ name: z.literal("estimate/review.changed"), data: estimateReviewChanged.schema }),
  z.object({ name: z.literal("estimate/issued"), data: estimateIssued.schema }),
  z.object({ name: z.literal("estimate/revision.withdrawn"), data: estimateRevisionWithdrawn.schema }),
  z.object({ name: z.literal("usage/threshold.reached"), data: usageThresholdReached.schema }),
  z.object({ name: z.literal("invoice/finalised"), data: invoiceFinalised.schema }),
  z.object({ name: z.literal("invoice/paid"), data: invoicePaid.schema }),
  z.object({ name: z.literal("member/changed"), data: memberChanged.schema }),
]);
export type HeardEvent = z.output<typeof HeardEvent>;

/** What makes a message once, where that is more than the event that announced it: an estimate is created once, however often it is priced. */
export function sourceOf(event: HeardEvent, eventId: string): string {
  switch (event.name) {
    case "file/uploaded":
      return `file:${event.data.file_id}`;
    case "file/processed":
      return `run:${event.data.run_id}`;
    case "estimate/saved":
      return `estimate:${event.data.estimate_id}`;
    case "invoice/finalised":
    case "invoice/paid":
      return `invoice:${event.data.invoice_id}`;
    default:
      return `event:${eventId}`;
  }
}

/**
 * An event as receivers are told it: as things are when it is written, in the API's own shapes. Throws `NotFound` where
 * what it is about is gone.
 */
export async function describeEvent(ctx: Ctx, tx: Transaction, event: HeardEvent): Promise<WebhookEvent[]> {
  const api = `${originOf(ctx.tenant.slug)}/api`;
  switch (event.name) {
    case "file/uploaded":
      return [{ type: "file.uploaded", data: await fileData(tx, api, event.data.file_id) }];
    case "file/processed": {
      const data = await fileData(tx, api, event.data.file_id);
      if (event.data.status === "failed") return [{ type: "file.failed", data }];
      const analysis = await readAnalysis(joined(ctx, tx), data.file_id);
      return [
        { type: "file.completed", data },
        { type: "analysis.completed", data: { ...analysis, filename: data.filename, links: data.links } },
      ];
    }
    case "file/archived":
      return [{ type: "file.archived", data: await archiveData(tx, api, event.data.file_id, null) }];
    case "file/restored":
    case "file/restore.expiring": {
      const { file_id, restore_id } = event.data;
      const data = await archiveData(tx, api, file_id, await restoredUntil(tx, ctx.tenant.id, restore_id));
      return [{ type: event.name === "file/restored" ? "file.restored" : "file.restore_expiring", data }];
    }
    case "estimate/saved": {
      const row = await findEstimate(tx, ctx.tenant.id, event.data.estimate_id);
      const file = row.fileId && (await fileExists(tx, ctx.tenant.id, row.fileId));
      const links = { estimate: `${api}/cost-estimates/${row.id}` };
      return [{ type: "estimate.created", data: { ...presentEstimate(row, file === true), links } }];
    }
    case "estimate/deleted": {
      const { estimate_id, name, project_id } = event.data;
      return [{ type: "estimate.deleted", data: { id: estimate_id, name, project_id } }];
    }
    case "estimate/review.changed": {
      const { estimate_id, state, previous_state, cause } = event.data;
      const { id, name, projectId } = await findEstimate(tx, ctx.tenant.id, estimate_id);
      const links = { estimate: `${api}/cost-estimates/${id}` };
      const data = { id, name, project_id: projectId, state, previous_state, cause, links };
      return [{ type: "estimate.review_changed", data }];
    }
    case "estimate/issued":
    case "estimate/revision.withdrawn": {
      const { estimate_id, revision_id } = event.data;
      const data = await revisionData(tx, ctx.tenant.id, api, estimate_id, revision_id);
      return [
        { type: event.name === "estimate/issued" ? "estimate.issued" : "estimate.revision_withdrawn", data },
      ];
    }
    case "usage/threshold.reached": {
      const { metric, threshold, period } = event.data;
      const links = { usage: `${api}/usage/current` };
      return [{ type: "usage.threshold_reached", data: { metric, threshold, period, links } }];
    }
    case "invoice/finalised":
      return [{ type: "invoice.finalized", data: await invoiceData(ctx, tx, api, event.data.invoice_id) }];
    case "invoice/paid":
      return [{ type: "invoice.paid", data: await invoiceData(ctx, tx, api, event.data.invoice_id) }];
    case "member/changed": {
      const { change, user_id, email, role, previous_role } = event.data;
      return [{ type: `member.${change}`, data: { user_id, email, role, previous_role } }];
    }
  }
}

async function fileData(tx: Transaction, api: string, fileId: string) {
  const file = presentFile(await findFile(tx, fileId));
  const link = `${api}/files/${fileId}`;
  return { ...file, links: { file: link, analysis: `${link}/analysis` } };
}

async function revisionData(
  tx: Transaction,
  tenantId: string,
  api: string,
  estimateId: string,
  revisionId: string,
) {
  const { id, name, projectId } = await findEstimate(tx, tenantId, estimateId);
  const { revision, snapshot } = await findRevision(tx, tenantId, { id, revisionId });
  const estimate = `${api}/cost-estimates/${id}`;
  const revisions = `${estimate}/issued-revisions`;
  const document = (format: string) => `${revisions}/${revision.id}/document?format=${format}`;
  return {
    id,
    name,
    project_id: projectId,
    revision_id: revision.id,
    revision: revisionLetters(revision.number),
    purpose: revision.purpose,
    issued_at: revision.issuedAt.toISOString(),
    withdrawn_at: revision.withdrawnAt?.toISOString() ?? null,
    signer: { name: snapshot.signerName, title: snapshot.signerTitle },
    snapshot_sha256: snapshot.sha256,
    documents: documentsOf(revision),
    links: {
      estimate,
      revisions,
      pdf: document("pdf"),
      xlsx: document("xlsx"),
      verify: verifyUrl(snapshot.sha256),
    },
  };
}

/** `until`: when a restored copy goes again. */
async function archiveData(tx: Transaction, api: string, fileId: string, until: Date | null) {
  const { file_id, filename, size, storage_tier } = presentFile(await findFile(tx, fileId));
  const links = { file: `${api}/files/${fileId}` };
  return { file_id, filename, size, storage_tier, available_until: until?.toISOString() ?? null, links };
}

/** Null once the file is hot again. */
async function restoredUntil(tx: Transaction, tenantId: string, id: string): Promise<Date | null> {
  const [row] = await tx
    .select({ status: fileRestores.status, until: fileRestores.expiresAt })
    .from(fileRestores)
    .where(and(eq(fileRestores.tenantId, tenantId), eq(fileRestores.id, id)));
  return row?.status === "ready" ? row.until : null;
}

async function fileExists(tx: Transaction, tenantId: string, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, id)));
  return found.length > 0;
}

async function invoiceData(ctx: Ctx, tx: Transaction, api: string, id: string) {
  const [row] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, ctx.tenant.id), eq(invoices.id, id)));
  if (!row) throw invoiceNotFound();
  const link = `${api}/invoices/${id}`;
  return { ...presentInvoice(row, []), links: { invoice: link, pdf: `${link}/pdf` } };
}
