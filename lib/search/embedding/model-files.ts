import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, readdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** On the hub, and as folders below a folder of models. */
export const HUB_MODEL = "Xenova/all-MiniLM-L6-v2";
export const MODEL_NAME = "all-MiniLM-L6-v2";

/** The int8 graph, by the library's name for its numbers. */
const GRAPHS = { q8: "onnx/model_quantized.onnx", int8: "onnx/model_int8.onnx" } as const;
const OTHERS = ["config.json", "tokenizer.json", "tokenizer_config.json"];

export interface ModelFolder {
  folder: string;
  dtype: keyof typeof GRAPHS;
  /** Name and the graph's hash: another file makes other vectors. */
  version: string;
}

/** A folder was named as the model's, and it is not there. The message says what to do. */
export class NoModelThere extends Error {
  constructor(modelPath: string) {
    super(
      `EMBEDDING_MODEL_PATH is ${modelPath}, and no ${MODEL_NAME} is there: the folder, or <organisation>/${MODEL_NAME} ` +
        `below it, must hold ${OTHERS.join(", ")} and ${GRAPHS.q8}. Correct the path, or leave it out and run ` +
        "`npm run embedding-model`, which downloads the model.",
    );
    this.name = "NoModelThere";
  }
}

/** Where `npm run embedding-model` puts the model. */
export const downloadedModel = (dataDir: string) => path.join(dataDir, "models", HUB_MODEL);

/**
 * The model that an installation has: in the folder it names (the model's own, or `<organisation>/<model>` below it), else
 * the downloaded one. Null: none. Throws `NoModelThere` when it names one that is not there.
 */
export async function findModel(modelPath: string | null, dataDir: string): Promise<ModelFolder | null> {
  if (modelPath === null) return modelIn(downloadedModel(dataDir));
  for (const folder of [modelPath, ...(await modelsBelow(modelPath))]) {
    const found = await modelIn(folder);
    if (found) return found;
  }
  throw new NoModelThere(modelPath);
}

async function modelsBelow(folder: string): Promise<string[]> {
  const organisations = await readdir(folder).catch(() => []);
  return organisations
    .sort()
    .map((organisation) => path.join(/* turbopackIgnore: true */ folder, organisation, MODEL_NAME));
}

async function modelIn(folder: string): Promise<ModelFolder | null> {
  for (const name of OTHERS)
    if (!(await isThere(path.join(/* turbopackIgnore: true */ folder, name)))) return null;
  for (const dtype of ["q8", "int8"] as const) {
    const graph = path.join(/* turbopackIgnore: true */ folder, GRAPHS[dtype]);
    if (await isThere(graph)) {
      const hash = await sha256Of(graph);
      return { folder, dtype, version: `${MODEL_NAME}-int8-${hash.slice(0, 12)}` };
    }
  }
  return null;
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
