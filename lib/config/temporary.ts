import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { config } from "./index.ts";
import { isRunning, processIdentity } from "./process-identity.ts";

/**
 * A directory for files that this process makes and removes again, below DATA_DIR/tmp. What a killed process left there
 * goes when the next job process starts.
 */
export async function temporaryDirectory(): Promise<string> {
  const identity = await processIdentity(process.pid);
  if (!identity) throw new Error("The system does not tell about this very process");
  const directory = [config().temporaryDir, identity].join(path.sep);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/** Removes what processes left that run no more; what belongs to a living one stays. Returns how many were cleared away. */
export async function clearTemporary(directory: string = config().temporaryDir): Promise<number> {
  let cleared = 0;
  for (const name of await namesIn(directory)) {
    if (await isRunning(name)) continue;
    await rm([directory, name].join(path.sep), { recursive: true, force: true });
    cleared++;
  }
  return cleared;
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
