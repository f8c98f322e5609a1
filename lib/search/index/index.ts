import path from "node:path";
import { SpanKind } from "@opentelemetry/api";
import { config } from "#lib/config/index.ts";
import { countError, observeSearch } from "#lib/observability/metrics/record.ts";
import { inChildSpan, typeOf } from "#lib/observability/tracing/span.ts";
import { embeddingModel } from "../embedding/embed.ts";
import { openEmbeddedIndex } from "./embedded/embedded-index.ts";
import { openQdrantIndex } from "./qdrant/qdrant-index.ts";
import type { TenantIndex, VectorIndex } from "./vector-index.ts";

/** The installation's index, opened once a process. */
export function openIndex(): VectorIndex {
  opened ??= open();
  return opened;
}
let opened: VectorIndex | undefined;

function open(): VectorIndex {
  const { search, dataDir } = config();
  return search.kind === "qdrant" ? openQdrantIndex(search) : openEmbeddedIndex(path.join(dataDir, "search"));
}

/** The present index of one tenant, with vectors of the model that serves now: the only way to ask it. */
export function vectorIndex(tenantId: string): TenantIndex {
  const bound = async () => openIndex().tenant(tenantId, (await embeddingModel()).version);
  const observed = <T>(name: string, work: (index: TenantIndex) => Promise<T>): Promise<T> =>
    inChildSpan(
      name,
      { kind: SpanKind.CLIENT, attributes: { "search.backend": config().search.kind } },
      async () => work(await bound()),
    );
  return {
    upsert: (points) => observed("index points", (index) => index.upsert(points)),
    remove: (ids) => observed("remove points", (index) => index.remove(ids)),
    removeAll: () => observed("remove points", (index) => index.removeAll()),
    search: (vector, options) =>
      observed("search index", (index) => timed(() => index.search(vector, options))),
    count: async () => (await bound()).count(),
    entries: async (after, limit) => (await bound()).entries(after, limit),
  };
}

/** Only what the index itself takes, not the way to it. */
async function timed<T>(search: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await search();
  } catch (error) {
    countError(typeOf(error), "search");
    throw error;
  } finally {
    observeSearch(openIndex().kind, (performance.now() - began) / 1000);
  }
}
