import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { namesOf } from "#lib/audit/actors.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { originOf } from "#lib/tenancy/host.ts";
import type { ChangedLine, RevisionChanges } from "./changes.ts";
import type { IssuedRow, RevisionRow } from "./find-snapshot.ts";
import { revisionLetters } from "./revision-letters.ts";
import type { SnapshotRow } from "./take-snapshot.ts";
import type { ApprovalView, ChangedLineView, IssuedFormat, RevisionView } from "./views.ts";

/** Revisions of one estimate as they stand among all its revisions, of which `last` is the latest number. */
export async function presentRevisions(
  tx: Transaction,
  tenantId: string,
  rows: readonly IssuedRow[],
  last: number,
): Promise<z.input<typeof RevisionView>[]> {
  const people = await namesOf(
    tx,
    tenantId,
    rows.flatMap(({ revision }) => [revision.issuedBy, revision.withdrawnBy ?? ""]),
  );
  const name = (actor: string | null) => (actor === null ? null : (people.get(actor)?.name ?? null));
  return rows.map(({ revision, snapshot }) => ({
    id: revision.id,
    revision: revisionLetters(revision.number),
    status: statusOf(revision, last),
    purpose: revision.purpose,
    note: revision.note,
    locale: revision.locale,
    issued_at: revision.issuedAt.toISOString(),
    issued_by: name(revision.issuedBy),
    approval: presentApproval(snapshot),
    documents: documentsOf(revision),
    verify_url: verifyUrl(snapshot.sha256),
    changes: revision.changes && presentChanges(revision.changes),
    withdrawn:
      revision.withdrawnAt === null
        ? null
        : {
            at: revision.withdrawnAt.toISOString(),
            by: name(revision.withdrawnBy),
            reason: revision.withdrawReason ?? "",
          },
  }));
}

export const presentApproval = (snapshot: SnapshotRow): z.input<typeof ApprovalView> => ({
  snapshot_id: snapshot.id,
  sha256: snapshot.sha256,
  size: snapshot.size,
  signer: { name: snapshot.signerName, title: snapshot.signerTitle },
  approved_at: snapshot.approvedAt.toISOString(),
});

/** Withdrawn for good; superseded by whatever was issued later, even where that was withdrawn since. */
export function statusOf(
  { number, withdrawnAt }: Pick<RevisionRow, "number" | "withdrawnAt">,
  last: number,
): z.input<typeof RevisionView>["status"] {
  if (withdrawnAt) return "withdrawn";
  return number < last ? "superseded" : "current";
}

export const documentsOf = (
  revision: RevisionRow,
): { format: IssuedFormat; sha256: string; size: number }[] => [
  { format: "pdf", sha256: revision.pdfSha256, size: revision.pdfSize },
  { format: "xlsx", sha256: revision.xlsxSha256, size: revision.xlsxSize },
];

/** Where anybody asks for a hash, on the platform's own host. */
export const verifyUrl = (sha256: string): string => `${originOf(null)}/verify/${sha256}`;

function presentChanges(changes: RevisionChanges): z.input<typeof RevisionView>["changes"] {
  const { currency, minorDigits } = changes;
  return {
    since: revisionLetters(changes.since),
    likely:
      changes.likelyMinor === null
        ? null
        : { amount: minorToDecimal(changes.likelyMinor, minorDigits), currency },
    carbon_kg: changes.carbonG / 1000,
    added: changes.added,
    removed: changes.removed,
    changed: changes.changed,
    lines: changes.lines.map((line) => presentLine(line, minorDigits)),
  };
}

function presentLine(
  { change, name, ifcClass, unit, quantity, likelyMinor }: ChangedLine,
  minorDigits: number,
): z.input<typeof ChangedLineView> {
  const money = (minor: number | null) => (minor === null ? null : minorToDecimal(minor, minorDigits));
  return {
    change,
    name,
    ifc_class: ifcClass,
    unit,
    quantity: { before: quantity[0], after: quantity[1] },
    likely: { before: money(likelyMinor[0]), after: money(likelyMinor[1]) },
  };
}
