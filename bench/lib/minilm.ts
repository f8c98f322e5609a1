import { findModel, type ModelFolder } from "#lib/search/embedding/model-files.ts";
import { fetchMinilm } from "../../scripts/peers/minilm-peer.ts";

/**
 * The real embedding model for a bench, fetched on first use: `new ModelThread(await minilm()).embed(texts)` embeds
 * without a database. A bench that goes through `embed` sets `process.env.EMBEDDING_MODEL_PATH = await fetchMinilm()`
 * before it reads the configuration.
 */
export async function minilm(): Promise<ModelFolder> {
  const found = await findModel(await fetchMinilm(), "");
  if (!found) throw new Error("No model was fetched");
  return found;
}
