import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { endGroup } from "#db/embedded.ts";
import { StartRefused } from "./start-refused.ts";

const SOURCES = [
  "app",
  "components",
  "db",
  "inngest",
  "lib",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
];
const STAMP = path.join(".next", "sources.sha256");

/** Builds the web application unless the last build was of these very sources. The signal ends a build under way. */
export async function buildWhereNeeded(signal: AbortSignal): Promise<void> {
  const hash = await hashSources();
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === hash) return;
  signal.throwIfAborted();
  console.log("Building, once …");
  // A build that is interrupted leaves a mixture, whatever it was of before.
  await rm(STAMP, { force: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join("node_modules", "next", "dist", "bin", "next"), "build"],
      {
        stdio: ["ignore", "inherit", "inherit"],
        // A group of its own, so that its helpers end with it.
        detached: process.platform !== "win32",
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      },
    );
    const end = () => endGroup(child);
    signal.addEventListener("abort", end, { once: true });
    child
      .on("close", (ended) => {
        signal.removeEventListener("abort", end);
        resolve(ended);
      })
      .on("error", reject);
  });
  signal.throwIfAborted();
  if (code !== 0) throw new StartRefused("The build failed; its messages are above.");
  await writeFile(STAMP, hash);
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    if (!existsSync(source)) continue;
    const files = path.extname(source)
      ? [source]
      : (await readdir(source, { recursive: true, withFileTypes: true }))
          .filter((f) => f.isFile())
          .map((f) => path.join(f.parentPath, f.name));
    for (const file of files.filter((f) => !f.endsWith(".test.ts")).sort())
      hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}
