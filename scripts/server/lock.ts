import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, pidOf, processIdentity } from "#lib/config/process-identity.ts";
import { StartRefused } from "./start-refused.ts";

/**
 * Takes a data directory for this process. A lock whose process is gone is taken over, so a crash blocks nothing.
 * Returns the release. Throws `StartRefused` when a living installation uses the directory.
 *
 * Each lock is a file of its own with the next number, created exclusively, and the highest number is the one that counts:
 * so of any number of processes that find the same dead lock exactly one gets the next. A released lock stays as the
 * highest, marked; only lower ones are removed, so a number is never given twice to two that both see themselves highest.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const identity = await processIdentity(process.pid);
  if (!identity) throw new Error("The system does not tell about this very process");
  for (;;) {
    const number = await highest(directory);
    const holder = await holderOf(directory, number);
    if (holder !== null) {
      throw new StartRefused(
        `Another installation (process ${pidOf(holder)}) runs on ${directory}. Stop it, or start on another directory: DATA_DIR=.data2 PORT=3001 npm start`,
      );
    }
    const file = lockFile(directory, number + 1);
    if (!(await createdExclusively(file, identity))) continue;
    if ((await highest(directory)) !== number + 1) {
      // It was judged by a lock that others have replaced more than once since.
      await rm(file, { force: true });
      continue;
    }
    for (const lower of (await numbers(directory)).filter((n) => n <= number))
      await rm(lockFile(directory, lower), { force: true });
    return () => writeFile(file, RELEASED);
  }
}

/** The process that holds a data directory, or null. */
export async function supervisorOf(directory: string): Promise<number | null> {
  const holder = await holderOf(directory, await highest(directory));
  return holder === null ? null : pidOf(holder);
}

const RELEASED = "released";
/** How long a lock may stand there empty, between its creation and its first word. */
const EMPTY_MS = 1000;

const lockFile = (directory: string, number: number) => path.join(directory, `supervisor-${number}.lock`);

async function numbers(directory: string): Promise<number[]> {
  const names = await orMissing(readdir(directory));
  return (names ?? []).flatMap((name) => {
    const number = /^supervisor-(\d+)\.lock$/.exec(name)?.[1];
    return number ? [Number(number)] : [];
  });
}

const highest = async (directory: string) => Math.max(0, ...(await numbers(directory)));

/** Identity of the living process whose lock that is; null when it was released, its process is gone, or it is no lock. */
async function holderOf(directory: string, number: number): Promise<string | null> {
  const read = () => orMissing(readFile(lockFile(directory, number), "utf8"));
  let text = await read();
  for (let waited = 0; text === "" && waited < EMPTY_MS; waited += 50) {
    await pause(50);
    text = await read();
  }
  return text !== null && (await isRunning(text)) ? text : null;
}

async function createdExclusively(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
