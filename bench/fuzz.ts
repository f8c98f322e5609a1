import { runFuzz } from "#lib/processing/fuzz/run-fuzz.ts";
import { TARGETS } from "#lib/processing/fuzz/targets.ts";
import { report, round } from "./lib/report.ts";

/**
 * Mutated inputs for everything that reads what a person uploads: 10 000 each for the readers, as many workbooks and
 * take-offs as FUZZ_MINUTES (10) give. Each has to end in an answer or a typed error. FUZZ_SEED (1) makes other inputs;
 * FUZZ_TARGETS (all) names some of the targets. Exits 1 with the inputs that failed.
 */
const seed = Number(process.env.FUZZ_SEED ?? 1);
const inputs = Number(process.env.FUZZ_INPUTS ?? 10_000);
const forMs = Number(process.env.FUZZ_MINUTES ?? 10) * 60_000;
const chosen = (process.env.FUZZ_TARGETS ?? TARGETS.join(",")).split(",");
const isTimed = (target: string) => target === "takeoff" || target === "xlsx";

// Named, since one of them ends the process before the table.
process.on("unhandledRejection", (reason) => {
  console.error("unhandled rejection in the parent:", reason);
  process.exit(1);
});

const rows: Record<string, string | number>[] = [];
let failed = 0;
for (const target of TARGETS.filter((name) => chosen.includes(name))) {
  const startedAt = performance.now();
  const result = await runFuzz(target, isTimed(target) ? { seed, inputs, forMs } : { seed, inputs });
  const { answer = 0, ...refused } = result.outcomes;
  failed += result.failures.length;
  for (const { n, reason } of result.failures.slice(0, 10))
    console.log(`${target}, seed ${seed}, input ${n}: ${reason}`);
  rows.push({
    target,
    inputs: result.inputs,
    answers: answer,
    refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
    failures: result.failures.length,
    "slowest ms": round(result.slowestMs, 0),
    "growth MiB": round(result.growthMb, 0),
    seconds: round((performance.now() - startedAt) / 1000, 0),
    codes: Object.entries(refused)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => `${code} ${count}`)
      .join(", "),
  });
}
report("fuzz", rows, [`Seed ${seed}. Every input has to end in an answer or a typed error.`]);
process.exit(failed === 0 ? 0 : 1);
