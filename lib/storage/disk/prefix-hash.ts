import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ifPresent } from "./files.ts";
import { within } from "./within.ts";

/**
 * The SHA-256 of an upload's parts 1 to `number`, computed from the stored parts while later ones are still arriving, so
 * that completing need not read gigabytes again. `chain` tells which files were hashed: a part sent again voids it.
 * One worker thread (`prefix-hash-worker.ts`) of one process writes it, whoever completes the upload reads it.
 */
export const PREFIX_FILE = "prefix.json";
export const PREFIX_OWNER_FILE = "prefix.owner";

export const PrefixHash = z.object({ number: z.number().int(), chain: z.string(), sha256: z.string() });
export type PrefixHash = z.output<typeof PrefixHash>;

export function chainHash() {
  return createHash("sha256");
}

/** The worker is taken to be at work while it got a part further within this time. */
const ALIVE_MS = 2_000;
const POLL_MS = 15;

/**
 * The SHA-256 of exactly these parts, or undefined when it is not known. Waits while the worker is getting on: that takes
 * no longer than reading them here would.
 */
export async function prefixSha256(
  directory: string,
  parts: { number: number; file: string }[],
): Promise<string | undefined> {
  if (parts.some((part, index) => part.number !== index + 1)) return undefined;
  const chain = chainHash();
  for (const { file } of parts) chain.update(file);
  const expected = chain.digest("hex");
  for (;;) {
    const prefix = await readPrefix(directory);
    if (!prefix || prefix.number > parts.length) return undefined;
    if (prefix.number === parts.length) return prefix.chain === expected ? prefix.sha256 : undefined;
    const written = await ifPresent(stat(within(directory, PREFIX_FILE)));
    if (!written || Date.now() - written.mtimeMs > ALIVE_MS) return undefined;
    await sleep(POLL_MS);
  }
}

async function readPrefix(directory: string): Promise<PrefixHash | undefined> {
  const text = await ifPresent(readFile(within(directory, PREFIX_FILE), "utf8"));
  // Not flushed, so a power cut may leave it empty: then it is not known.
  return text ? PrefixHash.parse(JSON.parse(text)) : undefined;
}
