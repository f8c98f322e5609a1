import { availableParallelism } from "node:os";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { env, type FeatureExtractionPipeline, mean_pooling, pipeline } from "@xenova/transformers";
import type { WorkerAnswer, WorkerInput, WorkerQuestion } from "./worker-protocol.ts";

/** Entry of the thread that runs the embedding model: mean pooling, length 1. */

/** What the model was trained on (sentence_bert_config.json); the rest of a longer text is left out. */
const MAX_TOKENS = 256;
/** Texts in one run: padding costs more than further ones gain. */
const RUN = 12;
/** A text by itself and beside a longer one must give the same vector, within a rounding error. */
const SAME = 0.9999;

/** Threads that wait awake for each other take 40 % more of the processors, and stand still where those are busy. */
const SESSION = {
  intraOpNumThreads: Math.min(4, availableParallelism()),
  extra: { session: { intra_op: { allow_spinning: "0" } } },
};

const port = parentPort;
if (!port) throw new Error("This file is the entry of a worker thread");
const model = load(workerData);
// Whoever asks first is told; until then it must not count as unhandled.
model.catch(() => {});

port.on("message", async ({ id, texts }: WorkerQuestion) => {
  try {
    const { extract, run } = await model;
    const parts: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += run)
      parts.push(await vectorsOf(extract, texts.slice(from, from + run)));
    const vectors = joined(parts);
    port.postMessage({ id, vectors } satisfies WorkerAnswer, [vectors.buffer]);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    port.postMessage({ id, problem } satisfies WorkerAnswer);
  }
});

async function load({ folder, dtype }: WorkerInput) {
  env.allowRemoteModels = false;
  env.localModelPath = path.dirname(folder) + path.sep;
  env.useFSCache = false;
  const extract = await pipeline("feature-extraction", path.basename(folder), {
    dtype,
    session_options: SESSION,
  });
  return { extract, run: (await dependsOnNeighbours(extract)) ? 1 : RUN };
}

/** Some int8 graphs scale all texts of a run alike; with them a text's vector would depend on its neighbours. */
async function dependsOnNeighbours(extract: FeatureExtractionPipeline): Promise<boolean> {
  const text = "Reinforced concrete";
  const [alone, beside] = [
    await vectorsOf(extract, [text]),
    await vectorsOf(extract, [text, "Timber frame with mineral wool between the studs, clad with larch"]),
  ];
  return alone.reduce((sum, value, at) => sum + value * (beside[at] ?? 0), 0) < SAME;
}

/** As the library's own `extract(texts, { pooling: "mean", normalize: true })`, which reads 512 tokens. */
async function vectorsOf(
  { tokenizer, model }: FeatureExtractionPipeline,
  texts: string[],
): Promise<Float32Array> {
  const inputs = tokenizer(texts, { padding: true, truncation: true, max_length: MAX_TOKENS });
  const { last_hidden_state: tokens } = await model(inputs);
  const { data } = mean_pooling(tokens, inputs.attention_mask).normalize(2, -1);
  if (!(data instanceof Float32Array)) throw new Error("The model does not give 32-bit floats");
  return data;
}

function joined(parts: Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
