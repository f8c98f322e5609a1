import { execFile } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { findIfcOpenShell } from "../scripts/peers/find-ifcopenshell.ts";
import { runIfcOpenShell } from "./takeoff-compare/ifcopenshell.ts";
import { modelFiles } from "./takeoff-compare/models.ts";

/**
 * Speed and memory of the IFC take-off against IfcOpenShell on one thread: same files, same machine, runs in turn, a
 * fresh process each. Ours is the whole take-off (worker start, reading, geometry, quantities, materials), cold and in a
 * process that has taken off a tiny model before; IfcOpenShell's is opening and geometry with its library loaded.
 * Memory is the peak over idle: cold over a process without the engine, warm over one that has loaded it.
 */
/** Runs of each; the median counts. `--runs=N` changes it. */
const RUNS = Number(process.argv.find((argument) => argument.startsWith("--runs="))?.slice(7) ?? 3);
const run = promisify(execFile);
const ONCE = fileURLToPath(new URL("./takeoff-compare/take-off-once.ts", import.meta.url));
const Once = z.object({ seconds: z.number(), idleMb: z.number(), peakMb: z.number(), elements: z.number() });

const python = await findIfcOpenShell().catch((error: unknown) => {
  console.log(`IfcOpenShell: skipped (${error instanceof Error ? error.message : error})`);
  return null;
});
const rows = [];
for (const file of modelFiles()) rows.push(await measureFile(file));
console.table(rows);
mkdirSync("bench/results", { recursive: true });
writeFileSync("bench/results/takeoff.json", JSON.stringify({ runs: RUNS, rows }, null, 1));

async function measureFile(file: string) {
  const cold = [];
  const warm = [];
  const peer = [];
  for (let turn = 0; turn < RUNS; turn++) {
    cold.push(await takeOffOnce(file, "--cold"));
    warm.push(await takeOffOnce(file, "--warm"));
    if (python) peer.push(await runIfcOpenShell(python, file));
  }
  const megabytes = statSync(file).size / 1e6;
  const seconds = median(cold.map((result) => result.seconds));
  const warmSeconds = median(warm.map((result) => result.seconds));
  const growth = median(cold.map((result) => result.peakMb - result.idleMb));
  const warmGrowth = median(warm.map((result) => result.peakMb - result.idleMb));
  const row = {
    file: path.basename(file),
    MB: round(megabytes),
    "cold s": round(seconds),
    "warm s": round(warmSeconds),
    "MB/s": round(megabytes / seconds),
    "elements/s": Math.round((cold[0]?.elements ?? 0) / seconds),
    "cold +MB": Math.round(growth),
    "warm +MB": Math.round(warmGrowth),
  };
  if (peer.length === 0) return row;
  const peerSeconds = median(peer.map((result) => result.seconds));
  const peerCold = median(peer.map((result) => result.peakMb - result.bareMb));
  const peerWarm = median(peer.map((result) => result.peakMb - result.idleMb));
  return {
    ...row,
    "peer s": round(peerSeconds),
    "peer cold +MB": Math.round(peerCold),
    "peer warm +MB": Math.round(peerWarm),
    "times as fast": round(peerSeconds / seconds),
    "warm times": round(peerSeconds / warmSeconds),
    "cold +MB ratio": round(growth / peerCold),
    "warm +MB ratio": round(warmGrowth / peerWarm),
  };
}

async function takeOffOnce(file: string, mode: "--cold" | "--warm") {
  const { stdout } = await run(process.execPath, [ONCE, file, mode]);
  return Once.parse(JSON.parse(stdout));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
