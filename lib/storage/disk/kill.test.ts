import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bytes, collect, inChunks, MIB, read } from "../contract/peer.ts";
import { InvalidPart, NoSuchUpload, ObjectNotFound } from "../store.ts";
import { DiskObjectStore } from "./disk-store.ts";

/**
 * Each operation is killed before its first, second, … change to the disk: from then on no call returns, as if the
 * process were gone, so that no `catch` or `finally` tidies up either.
 */
const victim = vi.hoisted(() => ({
  callsLeft: Number.POSITIVE_INFINITY,
  dead: () => {},
  handles: [] as FileHandle[],
}));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const never = () => new Promise<never>(() => {});
  const changing = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => {
      if (victim.callsLeft <= 0) {
        victim.dead();
        return never();
      }
      victim.callsLeft--;
      return call(...args);
    };
  };
  return {
    ...real,
    link: changing(real.link),
    mkdir: changing(real.mkdir),
    rename: changing(real.rename),
    writeFile: changing(real.writeFile),
    rm: changing(real.rm),
    rmdir: changing(real.rmdir),
    open: changing(async (...args: Parameters<typeof real.open>) => {
      const handle = await real.open(...args);
      victim.handles.push(handle);
      return handle;
    }),
  };
});

// In the background, it would be killed or not by chance.
vi.mock("./flush-later.ts", () => ({ flushLater: () => {} }));

const OLD = bytes(40_000, 1);
const NEW = bytes(30_000, 2);
const PARTS = [bytes(5 * MIB, 3), bytes(1000, 4)];
const JOINED = Buffer.concat(PARTS);
const KEY = "files/t/f/model.ifc";
const OTHER = "files/t/f2/model.ifc";
const TYPE = { contentType: "application/octet-stream" };

interface Upload {
  uploadId: string;
  parts: { number: number; etag: string }[];
}
interface Verb {
  run(store: DiskObjectStore, upload: Upload): Promise<unknown>;
  /** Whether KEY has an upload whose parts are there. */
  upload?: true;
  /** Contents that KEY, and OTHER, may have after a kill; null: none. */
  key: (Buffer | null)[];
  other: (Buffer | null)[];
  /** The last of each list is what they have when the verb has run again. */
}

const VERBS: Record<string, Verb> = {
  "a put over an object": {
    run: (store) => store.putStream(KEY, inChunks(NEW), TYPE),
    key: [OLD, NEW],
    other: [null],
  },
  "a first put": {
    run: (store) => store.putStream(OTHER, inChunks(NEW), TYPE),
    key: [OLD],
    other: [null, NEW],
  },
  "a copy": { run: (store) => store.copy(KEY, OTHER), key: [OLD], other: [null, OLD] },
  "a change of class": {
    run: (store) => store.copy(KEY, KEY, { storageClass: "STANDARD_IA" }),
    key: [OLD],
    other: [null],
  },
  "a delete": { run: (store) => store.delete(KEY), key: [OLD, null], other: [null] },
  "the start of an upload": { run: (store) => store.createMultipart(OTHER, TYPE), key: [OLD], other: [null] },
  "a part": {
    upload: true,
    run: (store, { uploadId }) => store.putPart(KEY, uploadId, 2, inChunks(bytes(10)), {}),
    key: [OLD],
    other: [null],
  },
  "a completion over an object": {
    upload: true,
    run: (store, { uploadId, parts }) => store.completeMultipart(KEY, uploadId, parts),
    key: [OLD, JOINED],
    other: [null],
  },
  "an abort": {
    upload: true,
    run: (store, { uploadId }) => store.abortMultipart(KEY, uploadId),
    key: [OLD],
    other: [null],
  },
};

describe("a process killed at any line", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), "object-store-kill-"));
  });
  afterEach(async () => {
    await revive();
    rmSync(dir, { recursive: true });
  });

  it.each(Object.entries(VERBS))(
    "in %s leaves the old or the new, and what the sweep removes",
    async (_, verb) => {
      let kills = 0;
      for (let calls = 0; ; calls++) {
        const store = openStore(path.join(dir, String(calls)));
        await store.putStream(KEY, inChunks(OLD), TYPE);
        const upload = verb.upload ? await begin(store) : { uploadId: "", parts: [] };
        if (!(await runUntilKilled(calls, () => verb.run(store, upload)))) break;
        kills++;

        expectOneOf(await content(store, KEY), verb.key);
        expectOneOf(await content(store, OTHER), verb.other);
        for (const { key } of await collect(store.list(""))) await read(store, key);
        // Doing it again comes to the end, unless the upload was completed or dropped before the kill.
        await verb.run(store, upload).catch((error) => expect(error).toBeInstanceOf(NoSuchUpload));
        expectOneOf(await content(store, KEY), verb.key.slice(-1));
        expectOneOf(await content(store, OTHER), verb.other.slice(-1));
        await store.sweep(new Date(Date.now() + 60_000));
        expect(unreferenced(path.join(dir, String(calls)))).toEqual([]);
        expectOneOf(await content(store, KEY), verb.key.slice(-1));
        expectOneOf(await content(store, OTHER), verb.other.slice(-1));
      }
      expect(kills).toBeGreaterThan(1);
    },
  );
});

function openStore(dir: string): DiskObjectStore {
  return new DiskObjectStore("files", {
    dir,
    secret: "s".repeat(32),
    publicPath: "/_objects/",
    restoreSeconds: 1,
  });
}

async function begin(store: DiskObjectStore): Promise<Upload> {
  const uploadId = await store.createMultipart(KEY, TYPE);
  const parts = [];
  for (const [index, part] of PARTS.entries())
    parts.push(await store.putPart(KEY, uploadId, index + 1, inChunks(part), {}));
  return { uploadId, parts };
}

/** True when the operation was killed, false when it came to its end first. */
async function runUntilKilled(calls: number, operation: () => Promise<unknown>): Promise<boolean> {
  const died = new Promise<boolean>((resolve) => {
    victim.dead = () => resolve(true);
  });
  victim.callsLeft = calls;
  const killed = await Promise.race([died, operation().then(() => false)]);
  await revive();
  return killed;
}

/** The next process: the dead one's files are closed, and calls work again. */
async function revive(): Promise<void> {
  victim.callsLeft = Number.POSITIVE_INFINITY;
  victim.dead = () => {};
  await Promise.all(victim.handles.splice(0).map((handle) => handle.close()));
}

async function content(store: DiskObjectStore, key: string): Promise<Buffer | null> {
  try {
    return await read(store, key);
  } catch (error) {
    if (error instanceof ObjectNotFound) return null;
    throw error;
  }
}

function expectOneOf(actual: Buffer | null, allowed: (Buffer | null)[]): void {
  expect(allowed.some((each) => (each && actual ? each.equals(actual) : each === actual))).toBe(true);
}

/** Files that belong to no object, and directories that hold nothing. */
function unreferenced(dir: string): string[] {
  const found: string[] = [];
  const visit = (directory: string) => {
    const names = readdirSync(directory);
    const own = names.includes("record.json")
      ? `record.json ${readFileSync(path.join(directory, "record.json"), "utf8")}`
      : "";
    if (names.length === 0 && !["uploads", "objects"].includes(path.basename(directory)))
      found.push(directory);
    for (const name of names) {
      const full = path.join(directory, name);
      if (statSync(full).isDirectory()) visit(full);
      else if (!own.includes(name)) found.push(full);
    }
  };
  visit(dir);
  return found;
}

describe("a power cut", () => {
  it("takes a part that was not flushed, and it has to be sent again", async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), "object-store-power-"));
    const store = openStore(dir);
    const { uploadId, parts } = await begin(store);
    const directory = store.uploadDirectory(uploadId);
    const { file } = JSON.parse(readFileSync(path.join(directory, "2.part.json"), "utf8"));
    truncateSync(path.join(directory, file), 10);
    expect((await store.listParts(KEY, uploadId)).map((part) => part.number)).toEqual([1]);
    await expect(store.completeMultipart(KEY, uploadId, parts)).rejects.toThrow(InvalidPart);
    await store.putPart(KEY, uploadId, 2, inChunks(PARTS[1] ?? Buffer.alloc(0)), {});
    await store.completeMultipart(KEY, uploadId, parts);
    expectOneOf(await content(store, KEY), [JOINED]);
    rmSync(dir, { recursive: true });
  });
});
