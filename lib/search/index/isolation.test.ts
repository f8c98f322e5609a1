import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { point } from "./contract.ts";
import { openEmbeddedIndex } from "./embedded/embedded-index.ts";
import { openQdrantIndex } from "./qdrant/qdrant-index.ts";
import { hasDescription } from "./testing/qdrant-description.ts";
import { QdrantServer } from "./testing/qdrant-server.ts";
import type { IndexFilter, VectorIndex } from "./vector-index.ts";

const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings) await end();
});

const PROBES = 1_000;
const TENANTS = 4;
const MODEL = "m";
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)];
  if (one === undefined) throw new Error("Nothing to pick from");
  return one;
};

const FORMS: Record<string, () => Promise<VectorIndex>> = {
  embedded: async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "cai-isolation-"));
    const index = openEmbeddedIndex(directory);
    endings.push(async () => {
      await index.close();
      await rm(directory, { recursive: true, force: true });
    });
    return index;
  },
  ...(hasDescription
    ? {
        qdrant: async () => {
          const server = await QdrantServer.start();
          endings.push(() => server.stop());
          return openQdrantIndex({
            url: server.url,
            apiKey: server.apiKey,
            alias: "estimates",
            ownShards: false,
          });
        },
      }
    : {}),
};

describe.each(Object.keys(FORMS))("isolation: %s", (name) => {
  it(`${PROBES} random questions, forged filters and a re-index meanwhile: no id of another tenant`, async () => {
    const index = await (FORMS[name] ?? FORMS.embedded)?.();
    if (!index) throw new Error("no index");
    await index.ensure();
    const tenants = Array.from({ length: TENANTS }, () => randomUUID());
    const owner = new Map<string, string>();
    // The embedded form's both ways: one tenant is so large that its codes are used.
    const sizes = name === "embedded" ? [2_300, 40, 40, 40] : [60, 40, 40, 40];
    const points = tenants.map((tenant, at) =>
      Array.from({ length: sizes[at] ?? 40 }, () => {
        const one = point(Math.random() * 360, {
          project_id: pick(["p1", "p2"]),
          materials: ["concrete"],
          place: "Berlin",
        });
        owner.set(one.id, tenant);
        return one;
      }),
    );
    const fill = async (generation?: string) => {
      for (const [at, tenant] of tenants.entries())
        await index.tenant(tenant, MODEL, generation).upsert(points[at] ?? []);
    };
    await fill();
    let next = 0;
    let shown = 0;
    for (let probe = 0; probe < PROBES; probe++) {
      // Four re-indexes in all: begun, filled and promoted between the questions.
      if (probe % 250 === 100) {
        const generation = await index.create();
        const filled = fill(generation);
        await Promise.all([filled, ask(probe)]);
        await index.promote(generation);
        next++;
      }
      shown += await ask(probe);
    }
    expect(next).toBe(4);
    // They are no questions if nothing answers.
    expect(shown).toBeGreaterThan(PROBES);

    async function ask(probe: number): Promise<number> {
      const [mine, theirs] = [pick(tenants), pick(tenants)];
      const target = pick(points[tenants.indexOf(theirs)] ?? []);
      const hits = await index?.tenant(mine, MODEL).search(target.vector, {
        limit: 1 + (probe % 20),
        ...(probe % 3 === 0 ? {} : { filter: forged(mine, theirs, target.id) }),
        ...(probe % 5 === 0 ? { scoreThreshold: -1 } : {}),
      });
      for (const { id } of hits ?? []) expect(owner.get(id)).toBe(mine);
      return hits?.length ?? 0;
    }
  }, 120_000);
});

/** What somebody might try who has got hold of the filter: another tenant's names, and text that ends a condition. */
function forged(mine: string, theirs: string, id: string): IndexFilter {
  const texts = [
    theirs,
    id,
    `' or tenant_id = '${theirs}' --`,
    `") or 1=1 --`,
    "%",
    `{"tenant_id":"${theirs}"}`,
    "Berlin",
  ];
  const smuggled = {
    must: [{ key: "tenant_id", match: { value: theirs } }],
    tenant_id: theirs,
    tenantId: theirs,
  };
  return pick<() => IndexFilter>([
    () => ({ place: pick(texts) }),
    () => ({ projectIds: [pick(texts), "p1"] }),
    () => ({ excludeProjectIds: [pick(texts)] }),
    () => ({ materials: [pick(texts)] }),
    () => ({ classes: [pick(texts)], excludeIds: [mine] }),
    () => ({ excludeIds: [pick(texts.slice(0, 2))] }),
    () => ({ floorAreaM2: { min: -1e300 }, createdAt: { from: "1970-01-01T00:00:00.000Z" } }),
    () => ({ ...smuggled, materials: ["concrete"] }),
  ])();
}
