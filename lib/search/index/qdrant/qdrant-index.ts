import { randomBytes } from "node:crypto";
import { QdrantClient, type Schemas } from "@qdrant/js-client-rest";
import { keptText } from "#lib/i18n/kept-text.ts";
import { SearchUnavailable } from "../search-unavailable.ts";
import type {
  Hit,
  IndexHealth,
  IndexPoint,
  SearchOptions,
  TenantIndex,
  VectorIndex,
} from "../vector-index.ts";
import { asUnavailable } from "./errors.ts";
import { boundFilter, PAYLOAD_INDEXES } from "./filter.ts";

export interface QdrantConfig {
  url: string;
  apiKey: string | null;
  /** The alias that is asked; collections are called after it. */
  alias: string;
  /** Collections are sharded by key: tenants share one shard until they get their own. */
  ownShards: boolean;
}

const DIMENSIONS = 384;
const TIMEOUT_MS = 10_000;
/** Neighbours looked at per question: near the exact answer, within milliseconds. */
const HNSW_EF = 256;
const SHARED = "shared";
/** Points of one request. */
const BATCH = 256;

export function openQdrantIndex(config: QdrantConfig): QdrantIndex {
  return new QdrantIndex(config);
}

/** Qdrant: a collection a generation, the present one behind an alias; all tenants in it, each under its own condition. */
export class QdrantIndex implements VectorIndex {
  readonly kind = "qdrant";
  #config: QdrantConfig;
  #client: QdrantClient;

  constructor(config: QdrantConfig) {
    const { origin, pathname, port, protocol } = new URL(config.url);
    this.#config = config;
    this.#client = new QdrantClient({
      url: origin,
      // Without one in its address the client would take 6333 also for https behind a proxy.
      ...(port === "" && protocol === "https:" ? { port: 443 } : {}),
      ...(pathname === "/" ? {} : { prefix: pathname.replace(/\/$/, "") }),
      ...(config.apiKey === null ? {} : { apiKey: config.apiKey }),
      timeout: TIMEOUT_MS,
      checkCompatibility: false,
    });
  }

  ensure(): Promise<string> {
    return asUnavailable(async () => {
      const present = await this.#aliased();
      if (present !== null && (await this.#fits(present))) {
        await this.#indexPayload(present);
        return present;
      }
      const made = await this.#make();
      await this.#point(made, present !== null);
      return made;
    });
  }

  present(): Promise<string> {
    return asUnavailable(async () => {
      const present = await this.#aliased();
      if (present === null) throw new SearchUnavailable(keptText("index_missing"));
      return present;
    });
  }

  create = () => asUnavailable(() => this.#make());

  promote(generation: string): Promise<void> {
    return asUnavailable(async () => {
      await this.#point(generation, (await this.#aliased()) !== null);
      await this.#discard(generation, undefined);
    });
  }

  discard(keep?: string): Promise<void> {
    return asUnavailable(async () => this.#discard(await this.#aliased(), keep));
  }

  health(): Promise<IndexHealth> {
    return asUnavailable(async () => {
      const generation = await this.present();
      const { points_count } = await this.#client.getCollection(generation);
      return { generation, points: points_count ?? 0 };
    });
  }

  async close(): Promise<void> {}

  tenant(tenantId: string, model: string, generation = this.#config.alias): TenantIndex {
    const bound = { tenantId, model };
    const filter = boundFilter(bound);
    const shard = this.#shardOf(tenantId);
    const removeWhere = (condition: Schemas["Filter"]) =>
      asUnavailable(async () => {
        for (const collection of await this.#collections())
          await this.#client.delete(collection, { wait: true, filter: condition, ...shard });
      });
    return {
      upsert: (points) =>
        asUnavailable(async () => {
          for (let from = 0; from < points.length; from += BATCH)
            await this.#client.upsert(generation, {
              wait: true,
              points: points.slice(from, from + BATCH).map((point) => pointOf(bound, point)),
              ...shard,
            });
        }),
      remove: async (ids) => {
        if (ids.length === 0) return;
        const every = boundFilter({ tenantId, model: null });
        await removeWhere({ must: [...[every.must ?? []].flat(), { has_id: [...ids] }] });
      },
      removeAll: () => removeWhere(boundFilter({ tenantId, model: null })),
      search: (vector, options) => asUnavailable(() => this.#search(generation, bound, vector, options)),
      count: () =>
        asUnavailable(
          async () => (await this.#client.count(generation, { filter, exact: true, ...shard })).count,
        ),
      entries: (after, limit) =>
        asUnavailable(async () => {
          // A page begins at an id, not after it.
          const { points } = await this.#client.scroll(generation, {
            filter,
            limit: limit + 1,
            with_payload: ["hash"],
            with_vector: false,
            ...(after === null ? {} : { offset: after }),
            ...shard,
          });
          return points
            .map(({ id, payload }) => ({ id: String(id), hash: String(payload?.hash ?? "") }))
            .filter(({ id }) => id !== after)
            .slice(0, limit);
        }),
    };
  }

  /** Gives a large tenant a shard of its own and moves its points there, while it goes on being asked. */
  giveShard(tenantId: string): Promise<void> {
    return asUnavailable(async () => {
      if (!this.#config.ownShards)
        throw new SearchUnavailable(
          "its collections are not sharded by key; set QDRANT_OWN_SHARDS=1 and re-index",
        );
      const collection = await this.present();
      const { shard_keys } = await this.#client.listShardKeys(collection);
      if (shard_keys?.some(({ key }) => key === tenantId)) return;
      await this.#client.createShardKey(collection, { shard_key: tenantId, initial_state: "Partial" });
      await this.#client.updateCollectionCluster(collection, {
        replicate_points: {
          from_shard_key: SHARED,
          to_shard_key: tenantId,
          filter: boundFilter({ tenantId, model: null }),
        },
      });
    });
  }

  async #search(
    collection: string,
    bound: { tenantId: string; model: string },
    vector: Float32Array,
    { limit, filter, scoreThreshold }: SearchOptions,
  ): Promise<Hit[]> {
    const { points } = await this.#client.query(collection, {
      query: [...vector],
      filter: boundFilter(bound, filter),
      limit,
      params: { hnsw_ef: HNSW_EF },
      with_payload: false,
      ...(scoreThreshold === undefined ? {} : { score_threshold: scoreThreshold }),
      ...this.#shardOf(bound.tenantId),
    });
    return points
      .map(({ id, score }) => ({ id: String(id), score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  async #make(): Promise<string> {
    const name = `${this.#config.alias}_${Date.now().toString(36)}${randomBytes(3).toString("hex")}`;
    await this.#client.createCollection(name, {
      vectors: { size: DIMENSIONS, distance: "Cosine" },
      // A graph per tenant instead of one over all: none is ever asked across tenants.
      hnsw_config: { m: 0, payload_m: 16 },
      ...(this.#config.ownShards ? { sharding_method: "custom" } : {}),
    });
    if (this.#config.ownShards) await this.#client.createShardKey(name, { shard_key: SHARED });
    await this.#indexPayload(name);
    return name;
  }

  async #indexPayload(collection: string): Promise<void> {
    const { payload_schema } = await this.#client.getCollection(collection);
    for (const { field, schema } of PAYLOAD_INDEXES)
      if (!(field in payload_schema))
        await this.#client.createPayloadIndex(collection, {
          field_name: field,
          field_schema: schema,
          wait: true,
        });
  }

  /** Whether a collection holds vectors as we make them. */
  async #fits(collection: string): Promise<boolean> {
    const { vectors } = (await this.#client.getCollection(collection)).config.params;
    return vectors?.size === DIMENSIONS && vectors.distance === "Cosine";
  }

  async #point(collection: string, isThere: boolean): Promise<void> {
    const alias_name = this.#config.alias;
    // One request: nobody finds the alias missing.
    await this.#client.updateCollectionAliases({
      actions: [
        ...(isThere ? [{ delete_alias: { alias_name } }] : []),
        { create_alias: { alias_name, collection_name: collection } },
      ],
    });
  }

  async #discard(present: string | null, keep: string | undefined): Promise<void> {
    for (const name of await this.#collections())
      if (name !== present && name !== keep) await this.#client.deleteCollection(name);
  }

  async #aliased(): Promise<string | null> {
    const { aliases } = await this.#client.getAliases();
    return aliases.find(({ alias_name }) => alias_name === this.#config.alias)?.collection_name ?? null;
  }

  async #collections(): Promise<string[]> {
    const { collections } = await this.#client.getCollections();
    return collections.flatMap(({ name }) => (name.startsWith(`${this.#config.alias}_`) ? [name] : []));
  }

  #shardOf(tenantId: string): { shard_key?: Schemas["ShardKeyWithFallback"] } {
    return this.#config.ownShards ? { shard_key: { target: tenantId, fallback: SHARED } } : {};
  }
}

function pointOf(bound: { tenantId: string; model: string }, point: IndexPoint): Schemas["PointStruct"] {
  const { id, vector, hash, payload } = point;
  return {
    id,
    vector: [...vector],
    payload: {
      ...payload,
      class_names: Object.keys(payload.classes),
      hash,
      tenant_id: bound.tenantId,
      model: bound.model,
    },
  };
}
