import { setTimeout as pause } from "node:timers/promises";
import {
  ARCHIVED_CLASSES,
  InvalidObjectState,
  type ObjectHead,
  ObjectNotFound,
  StoreUnavailable,
} from "#lib/storage/store.ts";
import type { Installation } from "./installation.ts";
import type { Reference } from "./references.ts";

/** An object that is about to be read; `left`: archived, and its store gives it only after a restore. */
export type OpenObject =
  | {
      state: "open";
      head: ObjectHead;
      content: AsyncIterable<Buffer>;
      /** Once it was read: not all of it could be, and zeros stand for the rest. */
      isDamaged(): boolean;
      drop(): void;
    }
  | { state: "left"; head: ObjectHead }
  | { state: "missing" };

const TRIES = 5;

/**
 * Opens an object for reading once from its first to its last byte; a reading that breaks off goes on where it was. What
 * cannot be read of it, although its store answers, is zeros. Throws what the store says when it is away.
 */
export async function openObject(from: Installation, { bucket, key }: Reference): Promise<OpenObject> {
  const store = from.stores[bucket];
  try {
    const head = await store.head(key);
    const isArchived = ARCHIVED_CLASSES.has(head.storageClass) && head.restore.status !== "restored";
    const { readArchived } = from;
    if (isArchived && !readArchived) return { state: "left", head };
    const open = async (start: number) =>
      isArchived && readArchived
        ? readArchived(bucket, key)
        : // A range of nothing cannot be asked for.
          store.getStream(key, start > 0 ? { range: { start } } : {});
    const first = await open(0).catch((error) => {
      if (error instanceof ObjectNotFound || error instanceof InvalidObjectState) throw error;
      return { stream: failing(error) };
    });
    let damaged = false;
    return {
      state: "open",
      head,
      content: whole(read(first.stream, head, isArchived ? null : open), head.size, async (error) => {
        await store.head(key).catch((said) => {
          if (!(said instanceof ObjectNotFound)) throw error;
        });
        damaged = true;
      }),
      isDamaged: () => damaged,
      drop: () => void ("destroy" in first.stream && first.stream.destroy()),
    };
  } catch (error) {
    if (error instanceof ObjectNotFound) return { state: "missing" };
    // Archived between the two questions.
    if (error instanceof InvalidObjectState) return { state: "left", head: await store.head(key) };
    throw error;
  }
}

async function* read(
  first: AsyncIterable<Buffer>,
  head: ObjectHead,
  again: ((start: number) => Promise<{ stream: AsyncIterable<Buffer>; etag: string }>) | null,
): AsyncGenerator<Buffer> {
  let stream = first;
  let done = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const chunk of stream) {
        done += chunk.length;
        yield chunk;
      }
      if (done === head.size) return;
      throw new StoreUnavailable(`${head.key} ended after ${done} of ${head.size} bytes.`);
    } catch (error) {
      if (again === null || attempt === TRIES || done >= head.size) throw error;
      await pause(200 * 2 ** attempt);
      const next = await again(done).catch(() => null);
      // Tried again with what is there: nothing, where it could not be opened.
      if (next && next.etag !== head.etag) throw error;
      stream = next?.stream ?? nothing();
    }
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}

const failing = (error: unknown): AsyncIterable<Buffer> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
});

/** As many bytes as it should be; `failed` throws where that is not to be made up for. */
async function* whole(
  content: AsyncIterable<Buffer>,
  size: number,
  failed: (error: unknown) => Promise<void>,
): AsyncGenerator<Buffer> {
  let done = 0;
  try {
    for await (const chunk of content) {
      done += chunk.length;
      yield chunk;
    }
    return;
  } catch (error) {
    await failed(error);
  }
  for (; done < size; done += ZEROS.length) yield ZEROS.subarray(0, size - done);
}

const ZEROS = Buffer.alloc(256 * 1024);
