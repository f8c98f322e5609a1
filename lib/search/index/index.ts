import path from "node:path";
import { config } from "#lib/config/index.ts";
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
  return {
    upsert: async (points) => (await bound()).upsert(points),
    remove: async (ids) => (await bound()).remove(ids),
    removeAll: async () => (await bound()).removeAll(),
    search: async (vector, options) => (await bound()).search(vector, options),
    count: async () => (await bound()).count(),
    entries: async (after, limit) => (await bound()).entries(after, limit),
  };
}
