import { AsyncLocalStorage } from "node:async_hooks";
import { Readable } from "node:stream";
import { objectStores } from "#lib/storage/index.ts";
import { AccessDenied, ChecksumMismatch, ObjectNotFound, StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** What happens at one line, that is at one call of a store or one transaction. */
export interface Fault {
  name: string;
  /** `before`: nothing is done; `after`: it is done, and nobody learns of it. */
  when: "before" | "after";
  /** Null: the process dies there: no call returns any more. */
  error: (() => Error) | null;
  /** A body that comes, but not as it was stored. Only of lines that read. */
  body?: (result: unknown) => void;
}

const unavailable = (message: string) => () => new StoreUnavailable(message);

export const STORE_FAULTS: Fault[] = [
  { name: "a timeout before it", when: "before", error: unavailable("The object store does not answer.") },
  { name: "a timeout after it", when: "after", error: unavailable("The object store does not answer.") },
  { name: "500", when: "before", error: unavailable("The object store failed (InternalError).") },
  { name: "503 SlowDown", when: "before", error: unavailable("The object store failed (SlowDown).") },
  { name: "a checksum mismatch", when: "before", error: () => new ChecksumMismatch("BadDigest") },
  { name: "access denied", when: "before", error: () => new AccessDenied("AccessDenied") },
  { name: "a missing object", when: "before", error: () => new ObjectNotFound("NoSuchKey") },
];
export const READ_FAULTS: Fault[] = [
  { name: "other bytes", when: "after", error: null, body: (body) => changed(body, otherBytes) },
  { name: "a truncated read", when: "after", error: null, body: (body) => changed(body, cutShort) },
  { name: "a read that breaks off", when: "after", error: null, body: (body) => changed(body, brokenOff) },
];
export const DEATHS: Fault[] = [
  { name: "death before it", when: "before", error: null },
  { name: "death after it", when: "after", error: null },
];

const METHODS = ["putStream", "getStream", "head", "purge", "purgeFolder", "copy", "restore"] as const;

/** The line that is under way in this chain of calls; undefined outside of `meddle` and inside of a line. */
const meddling = new AsyncLocalStorage<Line | undefined>();
type Line = <R>(name: string, call: () => Promise<R>) => Promise<R>;

for (const [bucket, store] of Object.entries(objectStores())) {
  for (const method of METHODS) {
    const real: (...args: never[]) => Promise<unknown> = store[method].bind(store);
    Object.defineProperty(store, method, {
      configurable: true,
      writable: true,
      value: (...args: never[]) => {
        const line = meddling.getStore();
        return line ? line(`${bucket}.${method}`, () => real(...args)) : real(...args);
      },
    });
  }
}

/**
 * Runs some work with its n-th line (from 0) at fault. Tells which lines there were, whether the fault came to pass, and
 * how the work ended: `died` when it was killed. It acts on the process' stores and on the context that the work is given;
 * what runs beside it is let alone.
 */
export async function meddle<T>(
  ctx: Ctx,
  at: number,
  fault: Fault | null,
  work: (ctx: Ctx) => Promise<T>,
): Promise<{ lines: string[]; met: boolean; outcome: { value: T } | { error: unknown } | "died" }> {
  const lines: string[] = [];
  let [met, dead] = [false, false];
  const death = Promise.withResolvers<"died">();
  const never = () => new Promise<never>(() => {});
  const outside = <R>(call: () => Promise<R>) => meddling.run(undefined, call);
  const line: Line = async (name, call) => {
    if (dead) return never();
    if (lines.push(name) - 1 !== at || !fault) return outside(call);
    met = true;
    if (fault.body) {
      const result = await outside(call);
      fault.body(result);
      return result;
    }
    if (fault.when === "after") dropBody(await outside(call));
    if (fault.error) throw fault.error();
    dead = true;
    death.resolve("died");
    return never();
  };
  const own: Ctx = { ...ctx, transaction: (body) => line("transaction", () => ctx.transaction(body)) };
  const outcome = await Promise.race([
    death.promise,
    meddling
      .run(line, () => work(own))
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
  ]);
  return { lines, met, outcome };
}

function dropBody(result: unknown): void {
  if (result instanceof Object && "stream" in result && result.stream instanceof Readable)
    result.stream.destroy();
}

/** Replaces the stream of what a line gave, if it gave one. */
function changed(result: unknown, how: (stream: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>): void {
  if (!(result instanceof Object) || !("stream" in result) || !(result.stream instanceof Readable))
    throw new Error("The line has no body to be changed");
  Object.assign(result, { stream: Readable.from(how(result.stream), { objectMode: false }) });
}

async function* otherBytes(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const copy = Buffer.from(chunk);
    copy.writeUInt8(copy.readUInt8(0) ^ 1, 0);
    yield copy;
  }
}

async function* cutShort(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    yield chunk.subarray(0, chunk.length - 1);
    return;
  }
}

async function* brokenOff(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    yield chunk.subarray(0, 10);
    throw new StoreUnavailable("The object store sent 10 bytes. Try again.");
  }
}
