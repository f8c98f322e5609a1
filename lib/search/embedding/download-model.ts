import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { downloadedModel, HUB_MODEL, sha256Of } from "./model-files.ts";

export interface ModelFile {
  name: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Of https://huggingface.co/Xenova/all-MiniLM-L6-v2 (Apache-2.0); the graph comes last, when all it needs is there. */
const REVISION = "751bff37182d3f1213fa05d7196b954e230abad9";
const FILES: readonly ModelFile[] = [
  {
    name: "config.json",
    bytes: 650,
    sha256: "7135149f7cffa1a573466c6e4d8423ed73b62fd2332c575bf738a0d033f70df7",
  },
  {
    name: "tokenizer_config.json",
    bytes: 366,
    sha256: "9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3",
  },
  {
    name: "tokenizer.json",
    bytes: 711_661,
    sha256: "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
  },
  {
    name: "onnx/model_quantized.onnx",
    bytes: 22_972_370,
    sha256: "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1",
  },
];

/** A stalled line is given up after this long without an answer or a byte. */
const STALLED_MS = 60_000;

export interface DownloadOptions {
  dataDir: string;
  /** A mirror of the hub. */
  hub?: string;
  files?: readonly ModelFile[];
  /** Told of each file before it is fetched. */
  onFile?: (file: ModelFile) => void;
  stalledMs?: number;
}

/**
 * Fetches the embedding model into DATA_DIR, checks each file against its hash, and leaves alone what is there and right.
 * Nothing that is unchecked is ever under its final name. Throws an `Error` with a sentence that says what to do.
 */
export async function downloadModel(
  options: DownloadOptions,
): Promise<{ folder: string; fetched: number; kept: number }> {
  const folder = downloadedModel(options.dataDir);
  const base = `${(options.hub ?? "https://huggingface.co").replace(/\/+$/, "")}/${HUB_MODEL}/resolve/${REVISION}`;
  let fetched = 0;
  let kept = 0;
  for (const file of options.files ?? FILES) {
    const target = path.join(folder, file.name);
    if ((await sha256Of(target).catch(() => null)) === file.sha256) {
      kept++;
      continue;
    }
    options.onFile?.(file);
    await mkdir(path.dirname(target), { recursive: true });
    await fetchFile(`${base}/${file.name}`, target, file, options.stalledMs ?? STALLED_MS);
    fetched++;
  }
  return { folder, fetched, kept };
}

async function fetchFile(url: string, target: string, file: ModelFile, stalledMs: number): Promise<void> {
  const partial = `${target}.${process.pid}.part`;
  try {
    await streamTo(url, partial, file.bytes, stalledMs);
    const found = await sha256Of(partial);
    if (found !== file.sha256)
      throw new Error(
        `${url} is not the file that this product was checked with (SHA-256 ${found}, not ${file.sha256}). ` +
          "Nothing was kept of it. Look whether a proxy or mirror changes downloads, and try again.",
      );
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

async function streamTo(url: string, target: string, bytes: number, stalledMs: number): Promise<void> {
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), stalledMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stalledMs);
  };
  try {
    const response = await fetch(url, { signal: stall.signal });
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`);
    let received = 0;
    const watched = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        alive();
        received += chunk.length;
        if (received > bytes) throw new Error(`it sent more than the ${bytes} bytes that the file has`);
        yield chunk;
      }
    };
    await pipeline(response.body, watched, createWriteStream(target), { signal: stall.signal });
  } catch (error) {
    const reason = stall.signal.aborted ? `nothing came for ${stalledMs / 1000} s` : reasonOf(error);
    throw new Error(
      `${url} could not be downloaded: ${reason}. Check the network and run the command again; what is complete is kept. ` +
        "A machine that may not reach the hub takes the model's folder from another one: name it by EMBEDDING_MODEL_PATH.",
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** What `fetch` wraps says more than its own message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
