import { createHash, type Hash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { hasCode } from "./files.ts";
import { chainHash, PREFIX_FILE, PREFIX_OWNER_FILE, type PrefixHash } from "./prefix-hash.ts";
import { PartRecord, partFile, uploadFile } from "./upload-files.ts";
import { within } from "./within.ts";

/**
 * Worker thread: is told the directory of an upload each time a part of it has arrived, and hashes the parts in order as
 * far as they are there, one part of each upload in turn. Parts that another process takes are looked for a while too.
 */
interface Upload {
  directory: string;
  next: number;
  content: Hash;
  chain: Hash;
  /** When it last got further or was spoken of. */
  active: number;
}

const LOOK_MS = 100;
const LOOK_FOR_MS = 5_000;
const FORGET_MS = 3_600_000;

const uploads = new Map<string, Upload>();
const block = Buffer.allocUnsafeSlow(2 ** 20);
let scheduled: NodeJS.Timeout | undefined;

parentPort?.on("message", (directory: string) => {
  const upload = uploads.get(directory) ?? claim(directory);
  if (!upload) return;
  upload.active = Date.now();
  uploads.set(directory, upload);
  schedule(0);
});

/** Hashing an upload twice would only cost time: the first process to speak of it has it. */
function claim(directory: string): Upload | undefined {
  try {
    closeSync(openSync(within(directory, PREFIX_OWNER_FILE), "wx"));
  } catch (error) {
    if (hasCode(error, "EEXIST", "ENOENT")) return undefined;
    throw error;
  }
  return { directory, next: 1, content: createHash("sha256"), chain: chainHash(), active: Date.now() };
}

function schedule(inMs: number): void {
  if (scheduled && inMs > 0) return;
  clearTimeout(scheduled);
  scheduled = setTimeout(round, inMs);
}

function round(): void {
  scheduled = undefined;
  const now = Date.now();
  let progress = false;
  let looking = false;
  for (const upload of [...uploads.values()]) {
    const outcome = advance(upload);
    if (outcome === "further") {
      upload.active = Date.now();
      progress = true;
    }
    if (outcome === "gone" || now - upload.active > FORGET_MS) uploads.delete(upload.directory);
    else if (now - upload.active < LOOK_FOR_MS) looking = true;
  }
  if (progress) schedule(0);
  else if (looking) schedule(LOOK_MS);
}

function advance(upload: Upload): "further" | "waiting" | "gone" {
  try {
    const part = PartRecord.parse(JSON.parse(readFileSync(partFile(upload.directory, upload.next), "utf8")));
    hashFile(within(upload.directory, part.file), upload.content);
    upload.chain.update(part.file);
    const prefix: PrefixHash = {
      number: upload.next,
      chain: upload.chain.copy().digest("hex"),
      sha256: upload.content.copy().digest("hex"),
    };
    const target = within(upload.directory, PREFIX_FILE);
    writeFileSync(`${target}.tmp`, JSON.stringify(prefix));
    renameSync(`${target}.tmp`, target);
    upload.next++;
    return "further";
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    return existsSync(uploadFile(upload.directory)) ? "waiting" : "gone";
  }
}

function hashFile(file: string, hash: Hash): void {
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, block); read > 0; read = readSync(handle, block))
      hash.update(block.subarray(0, read));
  } finally {
    closeSync(handle);
  }
}
