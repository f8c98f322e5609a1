import type { ModelFolder } from "./model-files.ts";

export type WorkerInput = ModelFolder;

export interface WorkerQuestion {
  id: number;
  /** Of like lengths next to each other. */
  texts: string[];
}

export type WorkerAnswer =
  /** Unit vectors one after the other, in the order of the texts. */
  | { id: number; vectors: Float32Array<ArrayBuffer> }
  /** The model could not be loaded, or not run on these texts. */
  | { id: number; problem: string };
