import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { point, vectorIndexContract } from "../contract.ts";
import { SearchUnavailable } from "../search-unavailable.ts";
import { hasDescription } from "../testing/qdrant-description.ts";
import { QdrantServer } from "../testing/qdrant-server.ts";
import { openQdrantIndex } from "./qdrant-index.ts";

const servers: QdrantServer[] = [];
async function open(ownShards = false) {
  const server = await QdrantServer.start();
  servers.push(server);
  const index = openQdrantIndex({ url: server.url, apiKey: server.apiKey, alias: "estimates", ownShards });
  return { server, index, lose: async () => server.forget() };
}

if (!hasDescription)
  describe("index contract: qdrant", () =>
    it.skip("skipped: ../shared/contracts/qdrant-openapi.json is not there to hold requests against", () => {}));
else {
  afterEach(() => {
    // Every request and answer so far was as Qdrant's description says, and bound to one tenant.
    expect(servers.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  vectorIndexContract("qdrant", () => open());
  vectorIndexContract("qdrant with shards of tenants' own", () => open(true));

  describe("qdrant", () => {
    it("makes its collection once: cosine, a graph per tenant, the tenant's field first", async () => {
      const { server, index } = await open();
      const made = await index.ensure();
      expect(await index.ensure()).toBe(made);
      expect(server.collections()).toEqual([made]);
      expect(
        server.requests.filter(({ method, path }) => method === "PUT" && path.endsWith("/index")),
      ).toHaveLength(8);
      expect(server.requests).toContainEqual(
        expect.objectContaining({
          body: expect.objectContaining({
            field_name: "tenant_id",
            field_schema: { type: "keyword", is_tenant: true },
          }),
        }),
      );
      expect(server.requests).toContainEqual(
        expect.objectContaining({
          body: expect.objectContaining({
            vectors: { size: 384, distance: "Cosine" },
            hnsw_config: { m: 0, payload_m: 16 },
          }),
        }),
      );
    });

    it("a server that is away, refuses or is busy is `SearchUnavailable`; a fault of ours is not", async () => {
      const { server, index } = await open();
      await index.ensure();
      const one = index.tenant(randomUUID(), "m");
      for (const status of [500, 503, 429, 403]) {
        server.failWith = status;
        await expect(one.count()).rejects.toThrow(SearchUnavailable);
      }
      server.failWith = 422;
      await expect(one.count()).rejects.not.toThrow(SearchUnavailable);
      server.failWith = null;
      const wrongKey = openQdrantIndex({
        url: server.url,
        apiKey: "wrong",
        alias: "estimates",
        ownShards: false,
      });
      await expect(wrongKey.present()).rejects.toThrow(SearchUnavailable);
      const nobody = openQdrantIndex({
        url: "http://127.0.0.1:9",
        apiKey: null,
        alias: "estimates",
        ownShards: false,
      });
      await expect(nobody.ensure()).rejects.toThrow("Qdrant does not answer");
      expect(await one.count()).toBe(0);
    });

    it("a large tenant moves to its own shard and is found all the same", async () => {
      const { server, index } = await open(true);
      const collection = await index.ensure();
      const [large, small] = [randomUUID(), randomUUID()];
      await index.tenant(large, "m").upsert([point(0), point(5)]);
      await index.tenant(small, "m").upsert([point(0)]);
      await index.giveShard(large);
      await index.giveShard(large);
      await index.tenant(large, "m").upsert([point(7)]);
      expect(
        server
          .points(collection)
          .map(({ shard }) => shard)
          .sort(),
      ).toEqual([large, large, large, "shared"].sort());
      expect(await index.tenant(large, "m").count()).toBe(3);
      expect(await index.tenant(small, "m").count()).toBe(1);
    });
  });
}
