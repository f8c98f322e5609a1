import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartRefused } from "./start-refused.ts";

/**
 * Takes a data directory for this process. A lock whose process is gone is taken over, so a crash blocks nothing.
 * Returns the release. Throws when a living installation uses the directory.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const holder = await supervisorOf(directory);
  if (holder !== null) {
    throw new StartRefused(
      `Another installation (process ${holder}) runs on ${directory}. Stop it, or start on another directory: DATA_DIR=.data2 PORT=3001 npm start`,
    );
  }
  const file = lockFile(directory);
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

/** The process that holds a data directory, or null. */
export async function supervisorOf(directory: string): Promise<number | null> {
  const file = lockFile(directory);
  if (!existsSync(file)) return null;
  const pid = Number(await readFile(file, "utf8"));
  return pid && pid !== process.pid && (await isOurs(pid)) ? pid : null;
}

const lockFile = (directory: string) => path.join(directory, "supervisor.pid");

async function isOurs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // The number may belong to somebody else by now; where the system tells, its command line decides.
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || /scripts\/[\w/]+\.ts/.test(await readFile(commandLine, "utf8"));
}
