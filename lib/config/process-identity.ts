import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/**
 * Names a process also after the system has given its number to another one: `<pid>-<start>`, where `start` is what the
 * system says about when it began, or 0 where it says nothing. Null when there is no such process.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return null;
  const start = await startOf(pid);
  return start === null ? null : `${pid}-${start}`;
}

/** Whether the process of that identity runs on this machine. */
export async function isRunning(identity: string): Promise<boolean> {
  const pid = pidOf(identity);
  return pid !== null && (await processIdentity(pid)) === identity;
}

export function pidOf(identity: string): number | null {
  const pid = /^(\d+)-\d+$/.exec(identity)?.[1];
  return pid ? Number(pid) : null;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Null for a process that has ended, and one that has but was not reaped yet. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const stat = await readFile(["/proc", String(pid), "stat"].join(path.sep), "utf8").catch(() => null);
    // Field 3 is the state, 22 the start in clock ticks since boot; the name before them may hold anything (proc(5)).
    const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
    return state === undefined || state === "Z" || state === "X" ? null : (fields[18] ?? "0");
  }
  if (process.platform === "win32") return "0";
  const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)], {
    env: { ...process.env, LC_ALL: "C" },
  }).catch(() => ({ stdout: "" }));
  const started = Date.parse(stdout.trim());
  return Number.isNaN(started) ? null : String(started);
}
