import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { type EstimateRow, estimateOfFile } from "#lib/estimates/measured-model.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { TakeoffStorey } from "#lib/processing/types.ts";
import { earlierOf, versionRow } from "./series.ts";

/** One version that is compared. */
export interface PairSide {
  file: FileRow;
  number: number;
  runId: string;
  storeys: readonly TakeoffStorey[];
  /** Null: it has none that is complete. */
  estimate: EstimateRow | null;
}

export interface Pair {
  newer: PairSide;
  base: PairSide;
  /** Changes whenever one of the take-offs or estimates does. */
  madeOf: string;
}

/** Where the comparison of a version stands before there is one. */
export type PairState =
  | { state: "first" }
  | { state: "waiting" | "failed"; number: number; base: { file: FileRow; number: number } }
  | { state: "there"; pair: Pair };

/** Changes when elements are matched or compared by other rules: what was compared before is compared anew. */
const RULES = 1;

/**
 * A version and the one to compare it with: the nearest before it that has a take-off. `waiting`: one of the two is being
 * processed; `failed`: one of them has no take-off and none is on its way. Throws `NotFound` (`file_not_found`).
 */
export async function findPair(tx: Transaction, tenantId: string, fileId: string): Promise<PairState> {
  const file = await findFile(tx, fileId);
  const version = await versionRow(tx, tenantId, fileId);
  const earlier = version ? await earlierOf(tx, version) : [];
  const [previous] = earlier;
  if (!version || !previous) return { state: "first" };
  const { number } = version;
  const before = isUnderWay(previous.file)
    ? previous
    : (earlier.find(({ runId }) => runId !== null) ?? previous);
  const base = { file: before.file, number: before.number };
  if (isUnderWay(file) || isUnderWay(base.file)) return { state: "waiting", number, base };
  const newerSide = await sideOf(tx, tenantId, { file, number });
  const baseSide = await sideOf(tx, tenantId, base);
  if (!newerSide || !baseSide) return { state: "failed", number, base };
  return {
    state: "there",
    pair: {
      newer: newerSide,
      base: baseSide,
      madeOf: JSON.stringify([RULES, ...[newerSide, baseSide].map(stamp)]),
    },
  };
}

/** The same for whoever needs both: throws `NotFound` (`no_earlier_version`), `Conflict` (`versions_not_ready`, `earlier_version_failed`) besides. */
export async function requirePair(tx: Transaction, tenantId: string, fileId: string): Promise<Pair> {
  const found = await findPair(tx, tenantId, fileId);
  switch (found.state) {
    case "there":
      return found.pair;
    case "first":
      throw new NotFound("no_earlier_version", problemText("revisions.noEarlier"));
    case "waiting":
      throw new Conflict("versions_not_ready", problemText("revisions.beforeReady"));
    case "failed":
      throw new Conflict("version_failed", problemText("revisions.earlierFailed"));
  }
}

const isUnderWay = ({ status }: FileRow) =>
  status === "pending" || status === "uploaded" || status === "processing";

async function sideOf(
  tx: Transaction,
  tenantId: string,
  { file, number }: Pick<PairSide, "file" | "number">,
): Promise<PairSide | null> {
  const [analysis] = await tx
    .select({ runId: fileAnalyses.runId, storeys: fileAnalyses.storeys })
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, file.id)));
  if (!analysis) return null;
  const estimate = await estimateOfFile(tx, tenantId, file.id);
  return { file, number, ...analysis, estimate: estimate?.status === "complete" ? estimate : null };
}

/** Of an estimate what it was calculated to, and when: that it was moved or renamed changes nothing here. */
const stamp = ({ file, runId, estimate }: PairSide) => [
  file.id,
  runId,
  estimate && [
    estimate.id,
    estimate.pricedAt.toISOString(),
    estimate.likelyMinor,
    estimate.a1a3G,
    estimate.a4G,
    estimate.a5G,
    estimate.massKg,
  ],
];
