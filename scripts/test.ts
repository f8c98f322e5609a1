import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findChromium } from "./chromium.ts";

/**
 * `npm test`: every check of the project. `npm test -- unit` (typecheck, lint, vitest) or `-- e2e` (browser, crash) runs a
 * part; `-- peers` runs the suites against real servers and IfcOpenShell, which need Python and a package index.
 */
const only = process.argv[2];
const scratch = await mkdtemp(path.join(os.tmpdir(), "cai-tests-"));
const bin = (name: string) => path.join("node_modules", ".bin", name);
const total = { passed: 0, failed: 0, skipped: 0 };

if (!only || only === "unit") {
  await check("typecheck: routes", bin("next"), ["typegen"]);
  await check("typecheck", bin("tsc"), ["--noEmit", "--checkers", "1"]);
  await check("lint", bin("biome"), ["check", ".", "--error-on-warnings"]);
  await check("migrations match the schema", process.execPath, ["scripts/check-migrations.ts"]);
  await vitest("unit and integration tests", []);
}
if (!only || only === "e2e") await browserTests();
if (only === "peers") {
  await vitest("S3 contract on moto and seaweedfs", ["lib/storage/s3.test.ts"], { TEST_S3_PEERS: "1" });
  await vitest("the real embedding model", ["lib/search/embedding/minilm.test.ts"], { TEST_MINILM: "1" });
  await vitest("search semantics against qdrant-client", ["lib/search/index/semantics.test.ts"], {
    TEST_QDRANT_PEER: "1",
  });
  await check("take-off against IfcOpenShell", process.execPath, ["bench/takeoff-compare/compare.ts"]);
}

await rm(scratch, { recursive: true, force: true });
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function check(name: string, command: string, args: string[]) {
  const code = await run(name, command, args);
  if (code === 0) total.passed++;
  else total.failed++;
}

/**
 * V8 13 now and then ends a whole process when a thread with WebAssembly goes (nodejs/node#64500, SIGTRAP): files in which
 * just that happened, and nothing else, are run once more.
 */
async function vitest(name: string, files: string[], env: Record<string, string> = {}, again = false) {
  const report = path.join(scratch, "vitest.json");
  const args = ["run", ...files, "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  let output = "";
  const code = await run(name, bin("vitest"), args, env, (text) => {
    output += text;
  });
  const crashed = [
    ...output.matchAll(/unexpectedly with signal SIGTRAP [^\n]*test file (\S+\.test\.tsx?)/g),
  ].map(([, file = ""]) => path.relative(process.cwd(), file));
  const unhandled = Number(/caught (\d+) unhandled error/.exec(output)?.[1] ?? 0);
  const result = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    success: boolean;
  }>(report);
  total.passed += result?.numPassedTests ?? 0;
  total.failed += result?.numFailedTests ?? 0;
  total.skipped += result?.numPendingTests ?? 0;
  // A file that does not load fails the run without failing a test.
  if (code === 0 || result?.numFailedTests) return;
  if (result && !again && crashed.length > 0 && crashed.length === unhandled)
    await vitest(`${name}: once more where V8 crashed`, crashed, env, true);
  else total.failed++;
}

async function browserTests() {
  const report = path.join(scratch, "playwright.json");
  const chromium = await findChromium();
  const code = await run("browser tests", bin("playwright"), ["test"], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const result = await readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  }>(report);
  total.passed += result?.stats.expected ?? 0;
  total.failed += (result?.stats.unexpected ?? 0) + (result?.stats.flaky ?? 0);
  total.skipped += result?.stats.skipped ?? 0;
  if (code !== 0 && !result?.stats.unexpected && !result?.stats.flaky) total.failed++;
}

function run(
  name: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
  listen?: (text: string) => void,
): Promise<number> {
  console.log(`\n── ${name}`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: listen ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      from?.on("data", (chunk: Buffer) => {
        to.write(chunk);
        listen?.(chunk.toString());
      });
    child.on("close", (code) => resolve(code ?? 1)).on("error", reject);
  });
}

async function readReport<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    console.error(`The test runner left no report at ${file}.`);
    return null;
  }
}
