import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";

/**
 * `npm run verify:full`: everything, the long forms included, and a table of what it came to. Takes about two hours.
 * `npm run verify:full -- fuzz large` runs the steps whose names hold one of these words.
 */
interface Step {
  name: string;
  args: string[];
  env?: Record<string, string>;
}

const VITEST = "node_modules/vitest/vitest.mjs";
const LONG = { VERIFY_FULL: "1" };
const STEPS: Step[] = [
  { name: "npm test", args: ["scripts/test.ts"] },
  { name: "peers: S3 servers, IfcOpenShell, Jaeger", args: ["scripts/test.ts", "peers"], env: LONG },
  { name: "jobs and disk store under many kills", args: [VITEST, "run", ...longTests()], env: LONG },
  {
    name: "browser: every page and state for everyone, in both languages, every format, a crash",
    args: [
      "node_modules/@playwright/test/cli.js",
      "test",
      "e2e/accessibility",
      "e2e/crash",
      "e2e/hydration",
      "e2e/formats",
    ],
    env: LONG,
  },
  { name: "fuzz: IFC, drawings, sniffing, price books", args: ["bench/fuzz.ts"] },
  { name: "bench: api", args: ["bench/api.ts"] },
  { name: "bench: upload, 5 GiB", args: ["bench/upload.ts"] },
  { name: "bench: archive, 5 GiB and 10 000 files", args: ["bench/archive.ts"] },
  { name: "bench: 200 uploads at once", args: ["bench/uploads-at-once.ts"] },
  { name: "bench: take-off", args: ["bench/takeoff.ts"] },
  { name: "bench: large model", args: ["bench/large-model.ts"] },
];

/** What a step prints when it left something out. */
const MISSING = /(comparison skipped|IfcOpenShell: skipped)[^\n]*/;

const words = process.argv.slice(2);
const chosen = STEPS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const rows: { step: string; result: string; seconds: number }[] = [];
for (const step of chosen) {
  console.log(`\n══ ${step.name}`);
  const startedAt = Date.now();
  const result = await run(step);
  rows.push({ step: step.name, result, seconds: Math.round((Date.now() - startedAt) / 1000) });
}
console.table(rows);
const failed = rows.filter((row) => row.result.startsWith("failed")).length;
const skipped = rows.filter((row) => row.result.startsWith("in part")).length;
console.log(
  `${rows.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} in part only` : ""}`,
);
process.exit(failed === 0 && rows.length > 0 ? 0 : 1);

/** The tests that kill, and all that have a long form. */
function longTests(): string[] {
  return globSync("{app,components,db,inngest,lib,scripts}/**/*.test.ts").filter(
    (file) => file.endsWith("kill.test.ts") || readFileSync(file, "utf8").includes("VERIFY_FULL"),
  );
}

/** A step that says it left something out passes in part only. */
async function run({ args, env }: Step): Promise<string> {
  let left = "";
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["inherit", "pipe", "inherit"],
      env: { ...process.env, ...env },
    });
    child.stdout.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      left ||= MISSING.exec(chunk.toString())?.[0] ?? "";
    });
    child.on("close", (status) => resolve(status ?? 1)).on("error", reject);
  });
  if (code !== 0) return `failed (${code})`;
  return left ? `in part: ${left}` : "passed";
}
