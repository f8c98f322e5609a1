import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { point } from "./contract.ts";
import { openEmbeddedIndex } from "./embedded/embedded-index.ts";
import { openQdrantIndex } from "./qdrant/qdrant-index.ts";
import { hasDescription } from "./testing/qdrant-description.ts";
import { QdrantServer } from "./testing/qdrant-server.ts";
import type { Hit, IndexFilter, SearchOptions } from "./vector-index.ts";

/**
 * TEST_QDRANT_PEER=1 holds both forms against the local mode of Qdrant's own client from PyPI: the same points, and the
 * very requests that the Qdrant form sends.
 */
describe.skipIf(process.env.TEST_QDRANT_PEER !== "1" || !hasDescription)(
  "answers as Qdrant's makers give them",
  () => {
    it("filters, cosine scores, threshold, order and ties, in both forms", async () => {
      const directory = await mkdtemp(path.join(os.tmpdir(), "cai-semantics-"));
      const server = await QdrantServer.start();
      const embedded = openEmbeddedIndex(directory);
      const qdrant = openQdrantIndex({
        url: server.url,
        apiKey: server.apiKey,
        alias: "estimates",
        ownShards: false,
      });
      try {
        for (const index of [embedded, qdrant]) {
          await index.ensure();
          await index.tenant("mine", "m").upsert(POINTS);
          await index.tenant("theirs", "m").upsert(OTHERS);
          await index
            .tenant("mine", "other model")
            .upsert(OTHERS.slice(0, 5).map((one) => ({ ...one, id: crypto.randomUUID() })));
        }
        const answers: { asked: Asked; embedded: Hit[]; qdrant: Hit[]; request: unknown }[] = [];
        for (const asked of QUESTIONS) {
          const ask = (index: typeof embedded | typeof qdrant) =>
            index.tenant("mine", "m").search(asked.vector, asked.options);
          const hits = { embedded: await ask(embedded), qdrant: await ask(qdrant) };
          answers.push({ asked, ...hits, request: server.requests.at(-1)?.body });
        }
        const points = server.requests
          .filter(({ method, path }) => method === "PUT" && path.endsWith("/points"))
          .flatMap(({ body }) => z.object({ points: z.array(z.unknown()) }).parse(body).points);
        const expected = await askPeer({ points, requests: answers.map(({ request }) => request) });
        expect(expected.filter((hits) => hits.length > 0).length).toBeGreaterThan(QUESTIONS.length / 2);
        for (const [at, { asked, embedded, qdrant }] of answers.entries()) {
          const right = expected[at] ?? [];
          for (const [form, hits] of Object.entries({ embedded, qdrant }))
            sameAnswer(`${form} ${JSON.stringify(asked.options)}`, hits, right);
        }
        expect(server.problems).toEqual([]);
      } finally {
        await embedded.close();
        await server.stop();
        await rm(directory, { recursive: true, force: true });
      }
    }, 300_000);
  },
);

/** The same scores in the same order; of ids that are equally far on the edge of the limit any may stand. */
function sameAnswer(what: string, hits: Hit[], right: Hit[]): void {
  expect([what, hits.length]).toEqual([what, right.length]);
  hits.forEach(({ score }, at) => {
    expect([what, score]).toEqual([what, expect.closeTo(right[at]?.score ?? Number.NaN, 4)]);
  });
  const edge = (right.at(-1)?.score ?? 0) + 1e-5;
  const above = (list: Hit[]) =>
    list
      .filter(({ score }) => score > edge)
      .map(({ id }) => id)
      .sort();
  expect([what, above(hits)]).toEqual([what, above(right)]);
}

interface Asked {
  vector: Float32Array;
  options: SearchOptions;
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const MATERIALS = ["concrete", "rebar", "brick", "glass", "timber"];
const CLASSES = ["IfcWall", "IfcSlab", "IfcRoof"];
const PLACES = ["Berlin", "Paris", null];
const PROJECTS = ["p1", "p2", "p3", null];
const some = <T>(list: readonly T[]) => list.filter(() => Math.random() < 0.5);
const date = () =>
  new Date(Date.UTC(2020 + Math.floor(Math.random() * 6), Math.floor(Math.random() * 12), 1)).toISOString();

function randomPoint() {
  // Few directions, so that many are equally near; along the axes scores are exactly 0 and 1, elsewhere none is near a
  // threshold, where the last digit would decide.
  const axis = Math.random() < 0.3;
  const one = point(axis ? pick([0, 90, 180]) : 3.1 + 7.3 * Math.floor(Math.random() * 49), {
    project_id: pick(PROJECTS),
    place: pick(PLACES),
    materials: some(MATERIALS),
    classes: Object.fromEntries(some(CLASSES).map((name) => [name, 0.5])),
    floor_area_m2: pick([null, 100, 250.5, 1000]),
    created_at: date(),
  });
  return axis ? { ...one, vector: one.vector.map(Math.round) } : one;
}
const POINTS = Array.from({ length: 400 }, randomPoint);
const OTHERS = Array.from({ length: 50 }, randomPoint);

const CONDITIONS: (() => IndexFilter)[] = [
  () => ({ projectIds: some(["p1", "p2", "nobody's"]) }),
  () => ({ excludeProjectIds: some(["p1", "p2"]) }),
  () => ({ place: pick(["Berlin", "Paris", "berlin"]) }),
  () => ({ materials: some(MATERIALS).slice(0, 3) }),
  () => ({ classes: some(CLASSES) }),
  () => ({ floorAreaM2: pick([{ min: 100 }, { max: 250.5 }, { min: 100, max: 100 }, {}]) }),
  () => ({ createdAt: pick([{ from: date() }, { to: date() }, { from: date(), to: date() }]) }),
  () => ({ excludeIds: [pick(POINTS).id, pick(OTHERS).id] }),
];
const QUESTIONS: Asked[] = Array.from({ length: 300 }, (_, at) => {
  const { vector } = randomPoint();
  const alongAxis = vector.every((value) => value === Math.round(value));
  const filter =
    at % 4 === 0 ? undefined : Object.assign({}, pick(CONDITIONS)(), at % 3 === 0 ? pick(CONDITIONS)() : {});
  const scoreThreshold = pick([undefined, 0.5, 0.7, -0.2, ...(alongAxis ? [0, 1] : [])]);
  return {
    vector,
    options: {
      limit: pick([1, 5, 50, 500]),
      ...(filter ? { filter } : {}),
      ...(scoreThreshold === undefined ? {} : { scoreThreshold }),
    },
  };
});

function askPeer(given: object): Promise<Hit[][]> {
  const child = spawn("bash", ["scripts/peers/qdrant-local.sh"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(given));
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0)
        resolve(z.array(z.array(z.object({ id: z.string(), score: z.number() }))).parse(JSON.parse(said)));
      else reject(new Error(`The peer ended with ${code}`));
    });
  });
}
