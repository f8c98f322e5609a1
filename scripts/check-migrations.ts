import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Fails when the Drizzle schema has changes that no migration in drizzle/ carries. */
const copy = path.join(mkdtempSync(path.join(os.tmpdir(), "cai-drizzle-")), "drizzle");
cpSync("drizzle", copy, { recursive: true });
const count = () => readdirSync(copy).filter((f) => f.endsWith(".sql")).length;
const before = count();
const result = spawnSync(
  "node_modules/.bin/drizzle-kit",
  ["generate", "--dialect=postgresql", "--schema=./db/schema/index.ts", `--out=${copy}`, "--name=check"],
  { encoding: "utf8" },
);
const after = count();
rmSync(path.dirname(copy), { recursive: true, force: true });
if (result.status !== 0) {
  console.error(result.stdout, result.stderr);
  process.exit(1);
}
if (after !== before) {
  console.error(
    "The schema has changes without a migration. Run `npm run db:generate` and commit what it writes.",
  );
  process.exit(1);
}
