import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { report, round } from "./lib/report.ts";
import { largeIfc } from "./model-mesh/large-ifc.ts";
import { modelFiles } from "./takeoff-compare/models.ts";

/**
 * What is drawn of a model: its bytes and triangles, and what making it adds to the take-off it is made with, in seconds of
 * CPU and in memory. Shared models, our sample building, and a synthetic one of 100 000 elements (`BENCH_ELEMENTS`). Runs
 * with and without it take turns, a fresh process each; the least counts, since the machine does other things beside.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
const ELEMENTS = Number(process.env.BENCH_ELEMENTS ?? 100_000);
const SAMPLE = path.resolve(import.meta.dirname, "../public/samples/sample-building.ifc");
const ONCE = fileURLToPath(new URL("./model-mesh/once.ts", import.meta.url));
const run = promisify(execFile);
const Once = z.object({
  cpuSeconds: z.number(),
  seconds: z.number(),
  peakMb: z.number(),
  elements: z.number(),
  model: z
    .object({
      kind: z.literal("made"),
      model: z.object({
        triangles: z.number(),
        elements: z.number(),
        parts: z.array(z.object({ bytes: z.number() })),
      }),
    })
    .nullable(),
});
type Outcome = z.output<typeof Once>;

const rows = [];
for (const file of new Set([...modelFiles(), SAMPLE])) rows.push(await measure(file, path.basename(file)));
const large = largeIfc(ELEMENTS);
try {
  rows.push(await measure(large.file, `${ELEMENTS} elements`));
} finally {
  large.remove();
}
report("model-mesh", rows, [
  "CPU of the whole process, without and with what is drawn; +MB is the peak over idle. First part: what the first picture waits for.",
]);

async function measure(file: string, name: string) {
  const without: Outcome[] = [];
  const withModel: Outcome[] = [];
  for (let turn = 0; turn < RUNS; turn++) {
    without.push(await once(file));
    withModel.push(await once(file, "--model"));
  }
  const least = (runs: Outcome[], of: "cpuSeconds" | "seconds" | "peakMb") =>
    Math.min(...runs.map((one) => one[of]));
  const [first] = withModel;
  if (!first?.model) throw new Error(`${name} has no model`);
  const { triangles, parts, elements } = first.model.model;
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return {
    file: name,
    "IFC MB": round(statSync(file).size / 1e6, 2),
    elements: first.elements,
    drawn: elements,
    triangles,
    "model MB": round(bytes / 1e6, 2),
    "of IFC %": round((100 * bytes) / statSync(file).size),
    "B/triangle": round(bytes / triangles, 1),
    parts: parts.length,
    "first kB": round((parts[0]?.bytes ?? 0) / 1000, 0),
    "CPU s": round(least(without, "cpuSeconds"), 2),
    "with model": round(least(withModel, "cpuSeconds"), 2),
    ratio: round(least(withModel, "cpuSeconds") / least(without, "cpuSeconds"), 2),
    "wall ratio": round(least(withModel, "seconds") / least(without, "seconds"), 2),
    "+MB": round(least(without, "peakMb"), 0),
    "with model +MB": round(least(withModel, "peakMb"), 0),
  };
}

async function once(file: string, ...mode: string[]) {
  const { stdout } = await run(process.execPath, [ONCE, file, ...mode]);
  return Once.parse(JSON.parse(stdout));
}
