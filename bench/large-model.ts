import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { classifyElements } from "#lib/estimates/classify-file.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { MaterialNames, measureBatches } from "#lib/processing/materials/measure-model.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import { report, round } from "./lib/report.ts";

/**
 * Steps 2 and 3 of a model of 100 000 elements, as the job worker runs them (batches of 500, as the database gives them),
 * and how long they hold its event loop; against the same work in one batch and against idle turns, in the same run. Exits
 * 1 when a turn of the loop takes 50 ms of CPU, or when many batches and one disagree.
 */
const ELEMENTS = Number(process.env.BENCH_ELEMENTS ?? 100_000);
const BATCH = 500;
const AIM_MS = 50;
const CLASSES = [
  "IfcWall",
  "IfcSlab",
  "IfcBeam",
  "IfcColumn",
  "IfcDoor",
  "IfcWindow",
  "IfcPipeSegment",
  "IfcCovering",
];
const NAMES = [
  "Stahlbeton C30/37",
  "Kalksandstein",
  "Gypsum board",
  "Steel S235",
  "Mineralwolle",
  "Ceramic tile",
  "Xylofant",
];

const elements = Array.from({ length: ELEMENTS }, (_, n) => synthetic(n));
const source = async function* () {
  for (let from = 0; from < elements.length; from += BATCH) {
    // A batch comes with the next turn of the event loop at the earliest, as from a socket.
    await nextTurn();
    yield elements.slice(from, from + BATCH);
  }
};
const remembered = new Map<string, string>();
const book = { catalogue: DEFAULT_CATALOGUE, names: new Map<string, string>() };
const names = new MaterialNames();
names.add(elements);
const classified = classifyMaterials(names.list(), {
  catalogueIds: new Set(DEFAULT_CATALOGUE.keys()),
});

const idle = await timed(async () => {
  const end = performance.now() + 3000;
  while (performance.now() < end) await nextTurn();
});
const classifyInOne = await timed(() => classifyElements(inOne, remembered, book));
const measureInOne = await timed(() => measureBatches(inOne(), classified, DEFAULT_CATALOGUE));
const classifyByBatch = await timed(() => classifyElements(source, remembered, book));
const measureByBatch = await timed(() => measureBatches(source(), classified, DEFAULT_CATALOGUE));
const same =
  JSON.stringify(classifyInOne.result) === JSON.stringify(classifyByBatch.result) &&
  JSON.stringify(measureInOne.result) === JSON.stringify(measureByBatch.result);

report(
  "large-model",
  [
    row("nothing", "idle turns", idle),
    row("classify_materials", "one batch", classifyInOne),
    row("classify_materials", `batches of ${BATCH}`, classifyByBatch),
    row("estimate_costs: measuring", "one batch", measureInOne),
    row("estimate_costs: measuring", `batches of ${BATCH}`, measureByBatch),
  ],
  [
    `${ELEMENTS} elements. Aim: no turn of the event loop takes ${AIM_MS} ms of CPU. The delay also has what else the machine did (see the first row).`,
    `Results of both ways: ${same ? "the same" : "DIFFERENT"}.`,
  ],
);
const isShort = ({ turnMs }: Timed<unknown>) => turnMs < AIM_MS;
process.exit(same && isShort(classifyByBatch) && isShort(measureByBatch) ? 0 : 1);

async function* inOne() {
  yield elements;
}

interface Timed<T> {
  result: T;
  ms: number;
  p99Ms: number;
  maxMs: number;
  turnMs: number;
}

/** Runs work and watches the event loop's delay meanwhile, beyond the monitor's own millisecond. */
async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The monitor's first tick only starts its clock.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const turns = watchTurns();
  const startedAt = performance.now();
  const result = await work();
  const ms = performance.now() - startedAt;
  // What was held up is only seen by the next tick of the monitor.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return {
    result,
    ms,
    p99Ms: delay.percentile(99) / 1e6,
    maxMs: delay.max / 1e6,
    turnMs: await turns.longestMs(),
  };
}

/** The longest turn of the event loop in CPU time of this thread: what it was busy for, whatever else the machine does. */
function watchTurns(): { longestMs: () => Promise<number> } {
  let longest = 0;
  let running = true;
  const cpu = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const watching = (async () => {
    while (running) {
      const before = cpu();
      await nextTurn();
      longest = Math.max(longest, cpu() - before);
    }
  })();
  return {
    longestMs: async () => {
      running = false;
      await watching;
      return longest;
    },
  };
}

function row(step: string, how: string, { ms, p99Ms, maxMs, turnMs }: Timed<unknown>) {
  return {
    step,
    how,
    "time ms": round(ms, 0),
    "delay p99 ms": round(p99Ms),
    "delay max ms": round(maxMs),
    "longest turn, CPU ms": round(turnMs),
  };
}

/** Quantities as models state them, with many digits; every third element has three layers. */
function synthetic(n: number): TakeoffElement {
  const name = (offset: number) => NAMES[(n + offset) % NAMES.length] ?? "";
  const layered = n % 3 === 0;
  return {
    globalId: String(n),
    ifcClass: CLASSES[n % CLASSES.length] ?? "IfcWall",
    name: `Element ${n}`,
    typeName: `Type ${n % 200}`,
    predefinedType: null,
    isExternal: n % 5 === 0 ? null : n % 2 === 0,
    loadBearing: n % 7 === 0 ? null : n % 3 === 0,
    storey: n % 40,
    quantities: { volumeM3: 1 / (1 + (n % 97)), areaM2: 10 / (1 + (n % 89)), lengthM: 5 / (1 + (n % 83)) },
    sources: {},
    materials: layered
      ? [0, 1, 2].map((layer) => ({
          name: name(layer),
          thicknessM: 0.1 + layer / 30,
          share: [0.2, 0.3, 0.5][layer] ?? 0,
        }))
      : [{ name: name(0), thicknessM: null, share: 1 }],
    parentGlobalId: null,
    measured: true,
  };
}
