import { SpanKind } from "@opentelemetry/api";
import { inChildSpan } from "#lib/observability/tracing/span.ts";
import type { ObjectStore } from "./store.ts";

/** What a call of the store is called in a trace. Those that only make a link ask nobody, and lists come piece by piece. */
const NAMES: Partial<Record<keyof ObjectStore, string>> = {
  putStream: "put object",
  getStream: "get object",
  head: "head object",
  delete: "delete object",
  deleteMany: "delete objects",
  purge: "purge object",
  purgeOldVersions: "purge versions",
  purgeFolder: "purge folder",
  copy: "copy object",
  restore: "restore object",
  createMultipart: "create upload",
  listParts: "list parts",
  completeMultipart: "complete upload",
  abortMultipart: "abort upload",
};

/** The same store, whose calls make a span each where a trace runs. No key is in it: keys of other stores may hold names. */
export function observedStore(store: ObjectStore, system: "disk" | "s3"): ObjectStore {
  const attributes = { "storage.system": system, "storage.bucket": store.bucket };
  const options = { kind: SpanKind.CLIENT, attributes };
  for (const [name, spanName] of Object.entries(NAMES)) {
    const call: unknown = Reflect.get(store, name);
    if (typeof call !== "function") continue;
    Reflect.defineProperty(store, name, {
      configurable: true,
      writable: true,
      value: (...parts: unknown[]) =>
        inChildSpan(spanName, options, async (): Promise<unknown> => Reflect.apply(call, store, parts)),
    });
  }
  return store;
}
