import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

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

/** Builds the web application unless the last build was of these very sources. */
export async function buildWhereNeeded(): Promise<void> {
  const hash = await hashSources();
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === hash) return;
  console.log("Building, once …");
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join("node_modules", "next", "dist", "bin", "next"), "build"],
      {
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      },
    );
    child.on("close", resolve).on("error", reject);
  });
  if (code !== 0) throw new Error("The build failed; its messages are above.");
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
