import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { DIMENSIONS } from "#lib/search/embedding/embed.ts";
import { lexicalVector } from "#lib/search/embedding/lexical.ts";
import { ModelThread } from "#lib/search/embedding/model-thread.ts";
import { minilm } from "../lib/minilm.ts";

/** Where a bench keeps what takes minutes to make. */
export const SCRATCH = process.env.BENCH_SCRATCH ?? path.join(os.tmpdir(), "construction-ai-bench");

/** Texts a file. */
const CHUNK = 1000;

/** Vectors of texts, one after the other, made in chunks that are kept under the hash of their texts. */
export interface Embedder {
  kind: "minilm" | "lexical";
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

export function lexicalEmbedder(): Embedder {
  return {
    kind: "lexical",
    embed: async (texts) => texts.map((text) => lexicalVector(text, DIMENSIONS)),
    close: async () => {},
  };
}

export async function minilmEmbedder(): Promise<Embedder> {
  const model = await minilm();
  const thread = new ModelThread(model, { timeoutMs: 600_000 });
  mkdirSync(SCRATCH, { recursive: true });
  return {
    kind: "minilm",
    async embed(texts) {
      const out: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += CHUNK)
        out.push(...(await kept(texts.slice(from, from + CHUNK), model.version, thread)));
      return out;
    },
    close: () => thread.close(),
  };
}

async function kept(texts: readonly string[], version: string, thread: ModelThread): Promise<Float32Array[]> {
  const hash = createHash("sha256")
    .update(JSON.stringify([version, texts]))
    .digest("hex")
    .slice(0, 32);
  const file = path.join(SCRATCH, `${hash}.f32`);
  if (!existsSync(file)) {
    const made = await thread.embed(texts);
    const all = new Float32Array(texts.length * DIMENSIONS);
    made.forEach((vector, at) => {
      all.set(vector, at * DIMENSIONS);
    });
    writeFileSync(`${file}.${process.pid}`, all);
    renameSync(`${file}.${process.pid}`, file);
  }
  const bytes = readFileSync(file);
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return texts.map((_, at) => all.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS));
}

/** The product of two unit vectors: their cosine. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < DIMENSIONS; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
