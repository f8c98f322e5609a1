import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SearchUnavailable } from "./search-unavailable.ts";
import type { IndexPayload, IndexPoint, TenantIndex, VectorIndex } from "./vector-index.ts";

export interface Peer {
  index: VectorIndex;
  /** The present generation is gone, as if its disk were. */
  lose(): Promise<void>;
}

const MODEL = "model-1";

/** What both forms of the index do alike. */
export function vectorIndexContract(name: string, open: () => Promise<Peer>): void {
  describe(`index contract: ${name}`, () => {
    let peer: Peer;
    beforeAll(async () => {
      peer = await open();
      await peer.index.ensure();
    });
    const tenant = (id: string = randomUUID()): TenantIndex => peer.index.tenant(id, MODEL);

    it("finds the most similar first, equal ones by id, by cosine whatever the length", async () => {
      const one = tenant();
      const points = [point(0), point(10), point(30), point(30), point(90), point(170)];
      await one.upsert(points);
      const hits = await one.search(scaled(direction(5), 3), { limit: 10 });
      const expected = points
        .map(({ id, angle }) => ({ id, score: Math.cos(((angle - 5) * Math.PI) / 180) }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(hits.map(({ score }) => score.toFixed(4))).toEqual(
        expected.map(({ score }) => score.toFixed(4)),
      );
      expect(hits.slice(2)).toEqual(
        expected.slice(2).map(({ id, score }) => ({ id, score: expect.closeTo(score, 5) })),
      );
      expect(await one.search(direction(0), { limit: 2 })).toHaveLength(2);
    });

    it("leaves out what is below the threshold, and keeps what is just above", async () => {
      const one = tenant();
      await one.upsert([point(0), point(60), point(61), point(120)]);
      const scores = async (scoreThreshold: number) =>
        (await one.search(direction(0), { limit: 10, scoreThreshold })).length;
      expect(await scores(0.499)).toBe(2);
      expect(await scores(0.501)).toBe(1);
      expect(await scores(1.01)).toBe(0);
      expect(await scores(-1)).toBe(4);
    });

    it("replaces a point that is there, and has each once", async () => {
      const one = tenant();
      const first = point(0, { place: "Berlin" });
      await one.upsert([first, point(80)]);
      await one.upsert([
        { ...first, vector: direction(90), hash: "new", payload: payload({ place: "Paris" }) },
      ]);
      expect(await one.count()).toBe(2);
      const [nearest] = await one.search(direction(90), { limit: 5 });
      expect(nearest).toEqual({ id: first.id, score: expect.closeTo(1, 5) });
      expect(await one.search(direction(0), { limit: 5, filter: { place: "Berlin" } })).toEqual([]);
      expect(await one.entries(null, 10)).toContainEqual({ id: first.id, hash: "new" });
    });

    it.each([
      ["a project", { projectIds: ["p1", "p2"] }, [0, 1]],
      ["no project of a list: what has none stays", { excludeProjectIds: ["p1"] }, [1, 2, 3]],
      ["an empty list of projects: nothing", { projectIds: [] }, []],
      ["a place", { place: "Berlin" }, [0, 2]],
      ["all of several materials", { materials: ["concrete", "rebar"] }, [0, 3]],
      ["one of several classes", { classes: ["IfcRoof", "IfcSlab"] }, [1, 3]],
      ["an area from", { floorAreaM2: { min: 200 } }, [1, 3]],
      ["an area within, both ends included", { floorAreaM2: { min: 100, max: 200 } }, [0, 1]],
      ["an area without bounds: what has none stays", { floorAreaM2: {} }, [0, 1, 2, 3]],
      ["a date from", { createdAt: { from: "2024-01-01T00:00:00.000Z" } }, [2, 3]],
      ["a date until, the end included", { createdAt: { to: "2023-01-01T00:00:00.000Z" } }, [0, 1]],
      ["ids left out", { excludeIds: [id(0), id(3)] }, [1, 2]],
      [
        "several conditions at once",
        { place: "Berlin", materials: ["concrete"], createdAt: { to: "2023-06-01T00:00:00Z" } },
        [0],
      ],
      ["nothing special", {}, [0, 1, 2, 3]],
    ] as const)("filters by %s", async (_, filter, expected) => {
      const ids = await filterable();
      const hits = await ids.one.search(direction(0), { limit: 10, filter: ids.named(filter) });
      expect(hits.map((hit) => ids.positionOf(hit.id)).sort()).toEqual([...expected]);
    });

    async function filterable() {
      const one = tenant();
      const given: Partial<IndexPayload>[] = [
        {
          project_id: "p1",
          place: "Berlin",
          materials: ["concrete", "rebar"],
          classes: { IfcWall: 1 },
          floor_area_m2: 100,
          created_at: "2022-01-01T00:00:00.000Z",
        },
        {
          project_id: "p2",
          place: "Paris",
          materials: ["brick"],
          classes: { IfcSlab: 0.5, IfcWall: 0.5 },
          floor_area_m2: 200,
          created_at: "2023-01-01T00:00:00.000Z",
        },
        {
          project_id: null,
          place: "Berlin",
          materials: ["concrete"],
          classes: {},
          floor_area_m2: null,
          created_at: "2024-01-01T00:00:00.000Z",
        },
        {
          project_id: null,
          place: null,
          materials: ["rebar", "concrete", "glass"],
          classes: { IfcRoof: 1 },
          floor_area_m2: 900.5,
          created_at: "2025-01-01T00:00:00.000Z",
        },
      ];
      const points = given.map((of, at) => point(at * 10, of));
      await one.upsert(points);
      return {
        one,
        positionOf: (of: string) => points.findIndex((known) => known.id === of),
        named: (filter: object) => {
          const real = JSON.stringify(filter).replaceAll(
            /position-(\d)/g,
            (_, at) => points[Number(at)]?.id ?? "",
          );
          return JSON.parse(real);
        },
      };
    }

    it("has nothing of other tenants and other models, whatever is asked, changed or removed", async () => {
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const foreign = [point(0), point(1)];
      await tenant(theirs).upsert(foreign);
      await tenant(mine).upsert([point(90)]);
      const other = peer.index.tenant(mine, "model-2");
      const made = point(0);
      await other.upsert([made]);
      expect(await tenant(mine).search(direction(0), { limit: 10, scoreThreshold: -1 })).toHaveLength(1);
      expect(await other.search(direction(0), { limit: 10 })).toHaveLength(1);
      await tenant(mine).remove([...foreign.map((of) => of.id), made.id]);
      expect(await tenant(theirs).count()).toBe(2);
      // Of whatever model: an estimate that is gone is gone.
      expect(await other.count()).toBe(0);
      await tenant(mine).removeAll();
      expect(await tenant(mine).count()).toBe(0);
      expect(await tenant(theirs).count()).toBe(2);
    });

    it("tells what it has, page by page", async () => {
      const one = tenant();
      const points = Array.from({ length: 7 }, (_, at) => point(at));
      await one.upsert(points);
      const read: string[] = [];
      for (let after: string | null = null; ; after = read.at(-1) ?? null) {
        const page = await one.entries(after, 3);
        read.push(...page.map((entry) => entry.id));
        if (page.length < 3) break;
      }
      expect(read).toEqual(points.map((of) => of.id).sort());
    });

    it("answers from the present generation until another is promoted, and removes from both", async () => {
      const id = randomUUID();
      const [kept, gone] = [point(0), point(5)];
      await tenant(id).upsert([kept, gone]);
      const before = await peer.index.present();
      const next = await peer.index.create();
      const building = peer.index.tenant(id, MODEL, next);
      await building.upsert([{ ...kept, hash: "next" }, gone]);
      expect(await tenant(id).entries(null, 5)).not.toContainEqual({ id: kept.id, hash: "next" });
      await tenant(id).remove([gone.id]);
      expect(await peer.index.present()).toBe(before);
      await peer.index.promote(next);
      expect(await peer.index.present()).toBe(next);
      expect(await tenant(id).entries(null, 5)).toEqual([{ id: kept.id, hash: "next" }]);
      expect(await peer.index.ensure()).toBe(next);
      expect((await peer.index.health()).generation).toBe(next);
    });

    it("drops generations that were never promoted", async () => {
      const one = tenant();
      await one.upsert([point(0)]);
      const left = await peer.index.create();
      const kept = await peer.index.create();
      await peer.index.discard(kept);
      await expect(peer.index.tenant(randomUUID(), MODEL, left).count()).rejects.toThrow(SearchUnavailable);
      expect(await peer.index.tenant(randomUUID(), MODEL, kept).count()).toBe(0);
      await peer.index.discard();
      expect(await one.count()).toBe(1);
    });

    it("says in a sentence that it is lost, and is made anew under another name", async () => {
      const one = tenant();
      await one.upsert([point(0)]);
      const before = await peer.index.present();
      await peer.lose();
      await expect(one.search(direction(0), { limit: 1 })).rejects.toMatchObject({
        code: "search_unavailable",
        status: 503,
        message: expect.stringMatching(/^Similar estimates cannot be searched just now: .+\./),
      });
      await expect(one.upsert([point(1)])).rejects.toThrow(SearchUnavailable);
      expect(await peer.index.ensure()).not.toBe(before);
      expect(await one.count()).toBe(0);
      await one.upsert([point(1)]);
      expect(await one.search(direction(1), { limit: 3 })).toHaveLength(1);
    });
  });
}

const id = (position: number) => `position-${position}`;

/** A direction in the plane of the first two axes, in degrees. */
export function direction(degrees: number): Float32Array {
  const vector = new Float32Array(384);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return vector;
}

const scaled = (vector: Float32Array, by: number) => vector.map((value) => value * by);

export function point(angle: number, given: Partial<IndexPayload> = {}): IndexPoint & { angle: number } {
  const id = randomUUID();
  return { id, angle, vector: direction(angle), hash: `hash of ${id}`, payload: payload(given) };
}

function payload(given: Partial<IndexPayload>): IndexPayload {
  return {
    project_id: null,
    location: "Berlin",
    place: null,
    labor_rate: 45,
    equipment_rate: 75,
    currency: "EUR",
    floor_area_m2: null,
    cost_per_m2: null,
    carbon_per_m2: null,
    classes: {},
    materials: [],
    created_at: "2026-01-01T00:00:00.000Z",
    ...given,
  };
}
