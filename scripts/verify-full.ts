import { spawn } from "node:child_process";

/** `npm run verify:full`: everything, the long forms included, and a table of what it came to. Takes about an hour. */
const node = process.execPath;
const STEPS: { name: string; args: string[]; env?: Record<string, string> }[] = [
  { name: "npm test", args: ["scripts/test.ts"] },
  { name: "real peers", args: ["scripts/test.ts", "peers"] },
  {
    name: "jobs under many kills",
    args: ["node_modules/vitest/vitest.mjs", "run", "lib/jobs/embedded/kill.test.ts"],
    env: { VERIFY_FULL: "1" },
  },
  { name: "bench: api", args: ["bench/api.ts"] },
  { name: "bench: upload, 5 GiB", args: ["bench/upload.ts"] },
  { name: "bench: 200 uploads at once", args: ["bench/uploads-at-once.ts"] },
  { name: "bench: take-off", args: ["bench/takeoff.ts"] },
];

const rows: { step: string; result: string; seconds: number }[] = [];
for (const { name, args, env } of STEPS) {
  console.log(`\n══ ${name}`);
  const startedAt = Date.now();
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.on("close", (status) => resolve(status ?? 1)).on("error", reject);
  });
  rows.push({
    step: name,
    result: code === 0 ? "passed" : `failed (${code})`,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  });
}
console.table(rows);
const failed = rows.filter((row) => row.result !== "passed").length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
