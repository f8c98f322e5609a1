import { config } from "#lib/config/index.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { logger } from "#lib/observability/logger.ts";
import { EmbeddingUnavailable } from "./embedding-unavailable.ts";
import { LEXICAL_VERSION, lexicalVector } from "./lexical.ts";
import { findModel } from "./model-files.ts";
import { ModelThread } from "./model-thread.ts";
import { contentHash, knownVectors, rememberVectors } from "./vector-cache.ts";

export const DIMENSIONS = 384;

export interface EmbeddingModel {
  /** `lexical`: no model is there, and words and letters are compared instead; say so wherever results are shown. */
  kind: "minilm" | "lexical";
  /** Name and version: vectors of two differ in meaning and are never compared. */
  version: string;
}

const LEXICAL: EmbeddingModel = { kind: "lexical", version: LEXICAL_VERSION };

/** Which one serves; decided once a process. Rejects with `EmbeddingUnavailable` when the named model is not there. */
export async function embeddingModel(): Promise<EmbeddingModel> {
  return (await serving()).model;
}

/**
 * Unit vectors of 384, in the order of the texts (of a text without a letter: 0). A model's are made in a thread, once
 * a tenant and text; `stored: false` keeps them in memory only, for texts that are asked once. Rejects with
 * `EmbeddingUnavailable`. Call it outside a transaction: it takes its own.
 */
export async function embed(
  tenantId: string,
  texts: readonly string[],
  options: { stored?: boolean } = {},
): Promise<{ model: EmbeddingModel; vectors: Float32Array[] }> {
  const { model, thread } = await serving();
  if (!thread) return { model, vectors: texts.map((text) => lexicalVector(text, DIMENSIONS)) };
  const hashes = texts.map(contentHash);
  const byHash = new Map(texts.map((text, at) => [hashes[at] ?? "", text]));
  const known = await knownVectors(tenantId, model.version, [...byHash.keys()]);
  const missing = [...byHash].filter(([hash]) => !known.has(hash));
  if (missing.length > 0) {
    const vectors = await thread.embed(missing.map(([, text]) => text)).catch((error) => {
      logger().error({ err: error }, "The embedding model could not be run.");
      throw error;
    });
    const made = new Map(missing.map(([hash], at) => [hash, vectorAt(vectors, at)]));
    await rememberVectors(tenantId, model.version, made, options.stored ?? true);
    for (const [hash, vector] of made) known.set(hash, vector);
  }
  return { model, vectors: hashes.map((hash) => vectorOf(known, hash)) };
}

interface Serving {
  model: EmbeddingModel;
  /** Null: the lexical form, which needs none. */
  thread: ModelThread | null;
}

function serving(): Promise<Serving> {
  chosen ??= choose();
  return chosen;
}
let chosen: Promise<Serving> | undefined;

async function choose(): Promise<Serving> {
  const { embedding, dataDir } = config();
  try {
    const found = await findModel(embedding.modelPath, dataDir);
    return found
      ? { model: { kind: "minilm", version: found.version }, thread: new ModelThread(found) }
      : { model: LEXICAL, thread: null };
  } catch (cause) {
    logger().error({ err: cause }, "The embedding model is not there.");
    // No other form steps in: its vectors could not be compared with the stored ones.
    throw new EmbeddingUnavailable(keptText("model_missing"), { cause });
  }
}

function vectorAt(vectors: readonly Float32Array[], at: number): Float32Array {
  const vector = vectors[at];
  if (!vector) throw new Error(`The model gave no vector for text ${at}`);
  return vector;
}

function vectorOf(known: ReadonlyMap<string, Float32Array>, hash: string): Float32Array {
  const vector = known.get(hash);
  if (!vector) throw new Error("A text's vector got lost");
  return vector;
}
