import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { FROM_INDEX } from "#lib/search/candidates.ts";
import { openEmbeddedIndex } from "#lib/search/index/embedded/embedded-index.ts";
import type { IndexPoint } from "#lib/search/index/vector-index.ts";
import { percentile, report, round } from "./lib/report.ts";
import { best } from "./similarity/metrics.ts";
import { differentTexts } from "./similarity/speed-texts.ts";
import { cosine, minilmEmbedder } from "./similarity/vectors.ts";

/**
 * 100 000 estimates of one organisation in the embedded index, on MiniLM's vectors of as many different texts, against
 * the exact scan by sqlite-vec in the same file and thread, and against a plain scan of a Float32Array. All three in
 * turn, so that what else the machine does meets them alike. BENCH_POINTS sets another size.
 */
const POINTS = Number(process.env.BENCH_POINTS ?? 100_000);
const QUERIES = 300;
/** The slow ways are asked every third question. */
const SLOW_EVERY = 3;
const BATCH = 1000;
const MODEL = "bench";

const texts = differentTexts(POINTS + QUERIES);
const embedder = await minilmEmbedder();
const embedStarted = performance.now();
const all = await embedder.embed(texts);
const embedSeconds = (performance.now() - embedStarted) / 1000;
await embedder.close();
const stored = all.slice(0, POINTS);
const asked = all.slice(POINTS);
const ids = stored.map(() => randomUUID());

const directory = await mkdtemp(path.join(os.tmpdir(), "cai-bench-"));
const index = openEmbeddedIndex(directory);
const tenantId = randomUUID();
try {
  await index.ensure();
  const before = process.memoryUsage.rss();
  const built = await timed(async () => {
    for (let from = 0; from < POINTS; from += BATCH)
      await index
        .tenant(tenantId, MODEL)
        .upsert(stored.slice(from, from + BATCH).map((vector, at) => pointOf(from + at, vector)));
  });
  const tenant = index.tenant(tenantId, MODEL);
  const first = await timed(() => tenant.search(vectorAt(0), { limit: 10 }));
  const times = { index: [] as number[], wide: [] as number[], scan: [] as number[], plain: [] as number[] };
  const recall = { index: [] as number[], wide: [] as number[], scan: [] as number[] };
  for (let at = 0; at < QUERIES; at++) {
    const vector = vectorAt(at);
    const few = await timed(() => tenant.search(vector, { limit: 10 }));
    times.index.push(few.ms);
    if (at % SLOW_EVERY !== 0) continue;
    const plain = await timed(async () => plainScan(vector, 10));
    const scan = await timed(() => index.scan(tenantId, MODEL, vector, { limit: 10 }));
    const many = await timed(() => tenant.search(vector, { limit: FROM_INDEX }));
    times.plain.push(plain.ms);
    times.scan.push(scan.ms);
    times.wide.push(many.ms);
    recall.index.push(part(idsOf(few.result), plain.result));
    recall.scan.push(part(idsOf(scan.result), plain.result));
    recall.wide.push(part(idsOf(many.result), plainScan(vector, FROM_INDEX)));
  }
  const { residentBytes } = await index.health();
  const grown = process.memoryUsage.rss() - before;
  report(
    "similarity-speed",
    [
      row("embedded index, 10 asked", times.index, recall.index),
      row(`embedded index, ${FROM_INDEX} asked`, times.wide, recall.wide),
      row("exact scan (sqlite-vec), 10 asked", times.scan, recall.scan),
      row(
        "plain Float32Array scan, 10 asked",
        times.plain,
        times.plain.map(() => 1),
      ),
    ],
    [
      `${POINTS} points of one organisation, MiniLM vectors of ${new Set(texts).size} different texts (made in ${round(embedSeconds)} s, or read from the scratch folder), load ${os
        .loadavg()
        .map((load) => round(load))
        .join(" ")}.`,
      `Built in ${round(built.ms / 1000)} s (${Math.round(POINTS / (built.ms / 1000))} points/s); first question ${round(first.ms)} ms (reads the codes); resident codes ${round(residentBytes / 2 ** 20)} MiB; the process grew by ${round(grown / 2 ** 20)} MiB with SQLite's pages in memory.`,
      "Recall: of the exact nearest by the plain scan. Aims: p95 ≤ 15 ms, recall@10 ≥ 0.99.",
    ],
  );
} finally {
  await index.close();
  await rm(directory, { recursive: true, force: true });
}

function vectorAt(at: number): Float32Array {
  return asked[at] ?? new Float32Array();
}

function idsOf(hits: readonly { id: string }[]): string[] {
  return hits.map(({ id }) => id);
}

function plainScan(vector: Float32Array, limit: number): string[] {
  const scores = new Float32Array(stored.length);
  stored.forEach((other, at) => {
    scores[at] = cosine(vector, other);
  });
  return highest(scores, limit).map((at) => ids[at] ?? "");
}

/** Without sorting all: what is above the lowest kept so far. */
function highest(scores: Float32Array, limit: number): number[] {
  let kept: number[] = [];
  let lowest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) {
    if ((scores[at] ?? 0) <= lowest) continue;
    kept.push(at);
    if (kept.length < 4 * limit) continue;
    kept = keepBest(kept, scores, limit);
    lowest = scores[kept[limit - 1] ?? 0] ?? lowest;
  }
  return keepBest(kept, scores, limit);
}

function keepBest(places: readonly number[], scores: Float32Array, limit: number): number[] {
  return best(
    places.map((at) => scores[at] ?? 0),
    limit,
  ).map((place) => places[place] ?? 0);
}

function part(found: readonly string[], exact: readonly string[]): number {
  const among = new Set(found);
  return exact.filter((id) => among.has(id)).length / exact.length;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

function row(way: string, times: number[], recalls: number[]): Record<string, string | number> {
  return {
    way,
    asked: times.length,
    "p50 ms": round(percentile(times, 0.5)),
    "p95 ms": round(percentile(times, 0.95)),
    recall: round(recalls.reduce((sum, value) => sum + value, 0) / recalls.length, 4),
  };
}

function pointOf(at: number, vector: Float32Array): IndexPoint {
  const text = texts[at] ?? "";
  return {
    id: ids[at] ?? "",
    vector,
    hash: createHash("sha256").update(text).digest("hex"),
    payload: {
      project_id: null,
      location: text.split(". ")[1] ?? "",
      place: null,
      labor_rate: 55,
      equipment_rate: 80,
      currency: "EUR",
      floor_area_m2: 100 + (at % 40_000),
      cost_per_m2: 1500,
      carbon_per_m2: 400,
      classes: {},
      materials: ["concrete-c30", "rebar", at % 2 ? "brick" : "timber-soft"],
      created_at: new Date(Date.UTC(2021, 0, 1 + (at % 2000))).toISOString(),
    },
  };
}
