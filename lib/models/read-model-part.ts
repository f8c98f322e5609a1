import type { Readable } from "node:stream";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import { modelKey } from "#lib/storage/keys.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findModel } from "./find-model.ts";

export interface ModelPartBody {
  /** Its entity tag, of its bytes. */
  etag: string;
  bytes: number;
  /** Null: the caller has these bytes already. */
  stream: Readable | null;
}

/**
 * A part's bytes. `version` is the attempt that its address named, `known` the If-None-Match that the caller sent. Throws as
 * `findModel`, and `NotFound` (`model_part_not_found`) for a part of a model that was replaced.
 */
export async function readModelPart(
  ctx: Ctx,
  fileId: string,
  { number, version, known }: { number: number; version: string | undefined; known: string | null },
): Promise<ModelPartBody> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  const { attemptId, parts } = await ctx.transaction((tx) => findModel(tx, tenantId, fileId));
  const part = parts.find((one) => one.number === number);
  if (!part || (version !== undefined && version !== attemptId)) throw partNotFound();
  const { sha256, bytes } = part;
  const etag = `"${sha256}"`;
  // Weakly compared: who compresses on the way makes the tag a weak one.
  if (known?.includes(etag)) return { etag, bytes, stream: null };
  try {
    const { stream } = await objectStores().files.getStream(modelKey(tenantId, fileId, attemptId, number));
    return { etag, bytes, stream };
  } catch (error) {
    // Replaced between the two.
    if (error instanceof ObjectNotFound) throw partNotFound();
    throw error;
  }
}

const partNotFound = () => new NotFound("model_part_not_found", problemText("models.partModelMade"));
