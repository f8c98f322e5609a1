import { z } from "zod";
import { LOCALES } from "#lib/i18n/locales.ts";

/** Shapes of approvals and issued revisions in the API. Carbon is kg of CO2e, A1–A5, exact to the gram. */

/** What is issued of a revision. */
export const ISSUED_FORMATS = ["pdf", "xlsx"] as const;
export type IssuedFormat = (typeof ISSUED_FORMATS)[number];

const Money = z.object({ amount: z.string(), currency: z.string() });

/** What an estimate said when it was approved, signed and frozen. */
export const ApprovalView = z.object({
  snapshot_id: z.string(),
  /** Of the snapshot's canonical JSON (RFC 8785), in hex. */
  sha256: z.string(),
  /** Bytes of the canonical JSON. */
  size: z.number(),
  signer: z.object({ name: z.string(), title: z.string() }),
  approved_at: z.string(),
});

export const ChangedLineView = z.object({
  change: z.enum(["added", "removed", "changed"]),
  name: z.string(),
  ifc_class: z.string().nullable(),
  unit: z.string(),
  /** Null where there is no line, or no price. */
  quantity: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
  likely: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
});

export const RevisionView = z.object({
  id: z.string(),
  /** "A", "B", …, "Z", "AA", …: without a gap, and none is given twice. */
  revision: z.string(),
  status: z.enum(["current", "superseded", "withdrawn"]),
  purpose: z.string(),
  note: z.string(),
  locale: z.enum(LOCALES),
  issued_at: z.string(),
  /** A null name: whose account is gone. */
  issued_by: z.string().nullable(),
  approval: ApprovalView,
  documents: z.array(
    z.object({
      format: z.enum(ISSUED_FORMATS),
      /** Of the document's bytes, in hex: they are the same whenever it is downloaded. */
      sha256: z.string(),
      size: z.number(),
    }),
  ),
  /** The public page that is printed in the documents. */
  verify_url: z.string(),
  /** Against the revision before; null: the first one. */
  changes: z
    .object({
      since: z.string(),
      /** Null where the two are in different currencies. */
      likely: Money.nullable(),
      carbon_kg: z.number(),
      added: z.number(),
      removed: z.number(),
      changed: z.number(),
      /** The lines whose cost differs most, 50 at most. */
      lines: z.array(ChangedLineView),
    })
    .nullable(),
  withdrawn: z.object({ at: z.string(), by: z.string().nullable(), reason: z.string() }).nullable(),
});

export const IssuedRevisions = z.object({
  /** What the next one is called. */
  next: z.string(),
  /** The approval that holds now; null while the estimate is none, or was approved before approvals were signed. */
  approval: ApprovalView.nullable(),
  may: z.object({ issue: z.boolean(), withdraw: z.boolean() }),
  /** The latest first. */
  items: z.array(RevisionView),
});

/** What anybody learns of a hash. No figures: whoever has the document reads them there. */
export const VerificationView = z.object({
  sha256: z.string(),
  /** `unavailable`: it is known, and its organisation cannot be asked at the moment. */
  result: z.enum(["issued", "unknown", "unavailable"]),
  issue: z
    .object({
      /** `snapshot`: the hash of what was approved, as it is printed; the document in hand is not checked by it. */
      of: z.enum([...ISSUED_FORMATS, "snapshot"]),
      organisation: z.string(),
      estimate: z.string(),
      revision: z.string(),
      purpose: z.string(),
      issued_at: z.string(),
      signer: z.object({ name: z.string(), title: z.string() }),
      approved_at: z.string(),
      status: z.enum(["current", "superseded", "withdrawn"]),
      withdrawn_at: z.string().nullable(),
    })
    .nullable(),
});
