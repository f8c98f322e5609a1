import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Schemas } from "@qdrant/js-client-rest";
import { QdrantDescription } from "./qdrant-description.ts";
import { cosine, fieldsOf, holds, normalised, type StoredPoint, tenantOf } from "./qdrant-semantics.ts";

/**
 * A local double of a Qdrant server: it holds every request and every answer against the official description, demands
 * the tenant's condition and an index behind every field that is filtered by, and does what Qdrant does. What it found
 * wrong stands in `problems`.
 */
export class QdrantServer {
  readonly problems: string[] = [];
  readonly requests: { method: string; path: string; body: unknown }[] = [];
  /** Requests are answered by this status as long as it is set. */
  failWith: number | null = null;
  #description = new QdrantDescription();
  #collections = new Map<string, Collection>();
  #aliases = new Map<string, string>();
  #server: Server;
  #key: string;

  private constructor(server: Server, key: string) {
    this.#server = server;
    this.#key = key;
  }

  static async start(key = "key-of-the-double"): Promise<QdrantServer> {
    const server = createServer();
    const double = new QdrantServer(server, key);
    server.on("request", async (request, response) => {
      const { status, body } = await double.#answer(request);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiKey(): string {
    return this.#key;
  }

  collections(): string[] {
    return [...this.#collections.keys()];
  }

  points(collection: string): StoredPoint[] {
    return [...this.#at(collection).points.values()];
  }

  /** As if the disk were gone. */
  forget(): void {
    this.#collections.clear();
    this.#aliases.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const method = request.method ?? "GET";
    const text = await readText(request);
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.requests.push({ method, path: pathname, body });
    if (request.headers["api-key"] !== this.#key) return refusal(401, "no api-key");
    if (this.failWith !== null) return refusal(this.failWith, "as it was told");
    const operation = this.#description.match(method, pathname);
    if (!operation) return this.#wrong(404, `${method} ${pathname} is no operation of Qdrant`);
    const asked = `${method} ${operation.pattern}`;
    const problem = this.#description.requestProblem(method, operation.pattern, body);
    if (problem) return this.#wrong(400, `${asked}: ${problem}`);
    let answer: { status: number; body: unknown };
    try {
      const result = this.#perform(asked, operation.names.collection_name ?? "", body, pathname);
      answer = { status: 200, body: { usage: null, time: 0.001, status: "ok", result } };
    } catch (error) {
      if (!(error instanceof Refusal)) return this.#wrong(500, `${asked}: ${String(error)}`);
      answer = refusal(error.status, error.message);
    }
    const wrong = this.#description.responseProblem(method, operation.pattern, answer.status, answer.body);
    return wrong ? this.#wrong(500, `answer to ${asked}: ${wrong}`) : answer;
  }

  #wrong(status: number, problem: string): { status: number; body: unknown } {
    this.problems.push(problem);
    return refusal(status, problem);
  }

  /** `body` is what the description says, since it was held against that. */
  #perform(asked: string, name: string, body: unknown, pathname: string): unknown {
    switch (asked) {
      case "GET /collections":
        return { collections: this.collections().map((collection) => ({ name: collection })) };
      case "GET /aliases":
        return {
          aliases: [...this.#aliases].map(([alias_name, collection_name]) => ({
            alias_name,
            collection_name,
          })),
        };
      case "POST /collections/aliases":
        return this.#changeAliases(body as Schemas["ChangeAliasesOperation"]);
      case "PUT /collections/{collection_name}":
        return this.#create(name, body as Schemas["CreateCollection"]);
      case "GET /collections/{collection_name}":
        return infoOf(this.#at(name));
      case "DELETE /collections/{collection_name}":
        for (const [alias, collection] of this.#aliases) if (collection === name) this.#aliases.delete(alias);
        return this.#collections.delete(name);
      case "PUT /collections/{collection_name}/index": {
        const { field_name, field_schema } = body as Schemas["CreateFieldIndex"];
        this.#at(name).indexes.set(field_name, indexOf(field_schema));
        return COMPLETED;
      }
      case "GET /collections/{collection_name}/shards":
        return { shard_keys: this.#at(name).shards.map((key) => ({ key })) };
      case "PUT /collections/{collection_name}/shards":
        this.#at(name).shards.push(String((body as Schemas["CreateShardingKey"]).shard_key));
        return true;
      case "POST /collections/{collection_name}/cluster":
        return this.#replicate(this.#at(name), body as Schemas["ReplicatePointsOperation"]);
      case "PUT /collections/{collection_name}/points":
        return this.#upsert(this.#at(name), body as Schemas["PointsList"]);
      case "POST /collections/{collection_name}/points/delete": {
        const { filter } = body as Schemas["FilterSelector"];
        for (const { id } of this.#where(name, asked, filter)) this.#at(name).points.delete(id);
        return COMPLETED;
      }
      case "POST /collections/{collection_name}/points/query":
        return this.#query(name, asked, body as Schemas["QueryRequest"]);
      case "POST /collections/{collection_name}/points/count":
        return { count: this.#where(name, asked, (body as Schemas["CountRequest"]).filter).length };
      case "POST /collections/{collection_name}/points/scroll":
        return this.#scroll(name, asked, body as Schemas["ScrollRequest"]);
      default:
        throw new Error(`the double does not know ${asked} (${pathname})`);
    }
  }

  #at(name: string): Collection {
    const found = this.#collections.get(this.#aliases.get(name) ?? name);
    if (!found) throw new Refusal(404, `Not found: Collection \`${name}\` doesn't exist!`);
    return found;
  }

  #create(name: string, config: Schemas["CreateCollection"]): boolean {
    if (this.#collections.has(name)) throw new Refusal(409, `Collection \`${name}\` already exists!`);
    this.#collections.set(name, { config, points: new Map(), indexes: new Map(), shards: [] });
    return true;
  }

  #changeAliases({ actions }: Schemas["ChangeAliasesOperation"]): boolean {
    for (const action of actions) {
      if ("delete_alias" in action && !this.#aliases.delete(action.delete_alias.alias_name))
        throw new Refusal(404, `Alias ${action.delete_alias.alias_name} does not exist`);
      if ("create_alias" in action) {
        this.#at(action.create_alias.collection_name);
        this.#aliases.set(action.create_alias.alias_name, action.create_alias.collection_name);
      }
    }
    return true;
  }

  #upsert(collection: Collection, { points, shard_key }: Schemas["PointsList"]): unknown {
    const size = (collection.config.vectors as Schemas["VectorParams"]).size;
    for (const { id, vector, payload } of points) {
      if (!Array.isArray(vector) || vector.length !== size)
        throw new Refusal(400, `Wrong input: Vector dimension error: expected dim: ${size}`);
      collection.points.set(String(id), {
        id: String(id),
        vector: normalised(vector as number[]),
        payload: payload ?? {},
        shard: shardFor(collection, shard_key),
      });
    }
    return COMPLETED;
  }

  #replicate(collection: Collection, { replicate_points }: Schemas["ReplicatePointsOperation"]): boolean {
    const { filter, from_shard_key, to_shard_key } = replicate_points;
    for (const point of collection.points.values())
      if (point.shard === from_shard_key && holds(filter, point)) point.shard = String(to_shard_key);
    return true;
  }

  /** Points that a filter holds for, which has to name one tenant and only indexed fields. */
  #where(name: string, asked: string, filter: Schemas["Filter"] | null | undefined): StoredPoint[] {
    const collection = this.#at(name);
    if (tenantOf(filter) === null) this.problems.push(`${asked}: reaches over all tenants`);
    for (const field of fieldsOf(filter))
      if (!collection.indexes.has(field)) this.problems.push(`${asked}: no index on ${field}`);
    return [...collection.points.values()].filter((point) => holds(filter, point));
  }

  #query(name: string, asked: string, { query, filter, limit, score_threshold }: Schemas["QueryRequest"]) {
    const vector = normalised(query as number[]);
    const points = this.#where(name, asked, filter)
      .map(({ id, vector: own }) => ({ id, version: 1, score: cosine(vector, own) }))
      .filter(({ score }) => score_threshold == null || score >= score_threshold)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit ?? 10);
    return { points };
  }

  #scroll(name: string, asked: string, { filter, limit, offset, with_payload }: Schemas["ScrollRequest"]) {
    const found = this.#where(name, asked, filter)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .filter(({ id }) => offset == null || id >= String(offset));
    const page = found.slice(0, limit ?? 10);
    const shown = Array.isArray(with_payload) ? with_payload : null;
    return {
      points: page.map(({ id, payload }) => ({
        id,
        payload: shown ? Object.fromEntries(shown.map((key) => [key, payload[key]])) : payload,
      })),
      next_page_offset: found[page.length]?.id ?? null,
    };
  }
}

interface Collection {
  config: Schemas["CreateCollection"];
  points: Map<string, StoredPoint>;
  indexes: Map<string, Schemas["PayloadIndexInfo"]>;
  shards: string[];
}

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const refusal = (status: number, error: string) => ({
  status,
  body: { time: 0, status: { error }, result: null },
});

const COMPLETED = { operation_id: 1, status: "completed" };

function shardFor({ config, shards }: Collection, key: Schemas["PointsList"]["shard_key"]): string | null {
  if (config.sharding_method !== "custom") return null;
  if (typeof key !== "object" || key === null || !("target" in key))
    throw new Refusal(400, "Wrong input: Shard key not specified");
  const { target, fallback } = key;
  return shards.includes(String(target)) ? String(target) : String(fallback);
}

function infoOf({ config, points, indexes }: Collection): Schemas["CollectionInfo"] {
  return {
    status: "green",
    optimizer_status: "ok",
    points_count: points.size,
    segments_count: 1,
    config: {
      params: { ...(config.vectors ? { vectors: config.vectors } : {}) },
      hnsw_config: { m: 0, ef_construct: 100, full_scan_threshold: 10_000 },
      optimizer_config: {
        deleted_threshold: 0.2,
        vacuum_min_vector_number: 1000,
        default_segment_number: 0,
        flush_interval_sec: 5,
      },
    },
    payload_schema: Object.fromEntries(indexes),
  };
}

function indexOf(schema: Schemas["CreateFieldIndex"]["field_schema"]): Schemas["PayloadIndexInfo"] {
  if (typeof schema === "string") return { data_type: schema, points: 0 };
  if (schema && "is_tenant" in schema)
    return { data_type: "keyword", params: { type: "keyword", is_tenant: true }, points: 0 };
  throw new Error(`The double knows no index ${JSON.stringify(schema)}`);
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
