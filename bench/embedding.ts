import path from "node:path";
import { env, pipeline } from "@xenova/transformers";
import { MODEL_NAME } from "#lib/search/embedding/model-files.ts";
import { ModelThread } from "#lib/search/embedding/model-thread.ts";
import { minilm } from "./lib/minilm.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * Texts embedded a second: by transformers.js as its documentation calls it (one text a call, on the main thread), and by
 * the product's thread, for one caller with a list and for many callers with a text each; what the event loop
 * waits meanwhile; and whether both give the same vectors. `TEXTS=n` says how many (300), in rounds that alternate.
 */
const COUNT = Number(process.env.TEXTS ?? 300);
const ROUNDS = 3;

const texts = Array.from({ length: COUNT }, (_, at) => textOf(at));
const model = await minilm();
env.allowRemoteModels = false;
env.localModelPath = path.dirname(model.folder) + path.sep;
env.useFSCache = false;
const extract = await pipeline("feature-extraction", MODEL_NAME, { dtype: model.dtype });
const thread = new ModelThread(model);
await thread.embed(["warm"]);
await extract(["warm"], { pooling: "mean", normalize: true });

const WAYS: Record<string, () => Promise<Float32Array[]>> = {
  "transformers.js, one text a call, main thread": async () => {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      const { data } = await extract(text, { pooling: "mean", normalize: true });
      if (data instanceof Float32Array) vectors.push(Float32Array.from(data));
    }
    return vectors;
  },
  "this product, one caller with a list": () => thread.embed(texts),
  "this product, a caller for each text": async () => {
    const all = await Promise.all(texts.map((text) => thread.embed([text])));
    return all.flat();
  },
};

const runs = new Map<string, { perSecond: number; lag: number; cpuMs: number }[]>();
const made = new Map<string, Float32Array[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [way, run] of Object.entries(WAYS)) {
    const lag = watchEventLoop();
    const before = process.cpuUsage();
    const started = performance.now();
    made.set(way, await run());
    const perSecond = COUNT / ((performance.now() - started) / 1000);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000 / COUNT;
    runs.set(way, [...(runs.get(way) ?? []), { perSecond, lag: lag(), cpuMs }]);
  }
}
const [reference = [], ...others] = made.values();
const least = others.map((vectors) =>
  Math.min(...vectors.map((vector, at) => cosine(vector, reference[at]))),
);
const median = (way: string, of: "perSecond" | "cpuMs") =>
  percentile(
    (runs.get(way) ?? []).map((run) => run[of]),
    0.5,
  );
const speed = (way: string) => median(way, "perSecond");
const [plain = ""] = Object.keys(WAYS);
report(
  "embedding",
  Object.keys(WAYS).map((way) => ({
    way,
    "texts/s": round(speed(way)),
    "times the library": round(speed(way) / speed(plain), 2),
    "CPU ms a text": round(median(way, "cpuMs")),
    "longest wait of the event loop, ms": round(Math.max(...(runs.get(way) ?? []).map(({ lag }) => lag))),
  })),
  [
    `${COUNT} texts of ${round(texts.join("").length / COUNT, 0)} letters on average, median of ${ROUNDS} alternating rounds, ${model.version}.`,
    `Least cosine between the library's vectors and ours: ${Math.min(...least).toFixed(6)}. Resident: ${round(process.memoryUsage().rss / 2 ** 20, 0)} MiB, with the model loaded twice.`,
  ],
);
await thread.close();

/** Estimates' texts are of all lengths: a name alone, or a name with a description and its materials. */
function textOf(at: number): string {
  const materials = [
    "reinforced concrete C30/37",
    "Kalksandstein",
    "mineral wool",
    "gypsum board",
    "glulam",
    "float glass",
  ];
  const kept = materials.filter((_, place) => (at * 2654435761) & (1 << (place + 8)));
  const words =
    at % 3 === 0
      ? ""
      : "New building with a basement and a green roof, to be finished in two stages. ".repeat(at % 4);
  return `Building ${at}, ${["school", "office", "housing", "warehouse"][at % 4]}. ${words}${kept.join(", ")}. Berlin`;
}

/** Returns a function that ends the watch and tells the longest time a timer came late, ms. */
function watchEventLoop(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function cosine(a: Float32Array, b: Float32Array = new Float32Array()): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
