import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockDirectory, supervisorOf } from "./lock.ts";
import { StartRefused } from "./start-refused.ts";

let directory: string;
const children = new Set<ChildProcess>();
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-lock-"));
});
afterEach(async () => {
  for (const child of children) await kill(child);
  await rm(directory, { recursive: true, force: true });
});

it("is held by one, and free again when that one lets go", async () => {
  const release = await lockDirectory(directory);
  expect(await supervisorOf(directory)).toBe(process.pid);
  await expect(lockDirectory(directory)).rejects.toThrow(StartRefused);
  await release();
  expect(await supervisorOf(directory)).toBeNull();
  await (await lockDirectory(directory))();
  // One file stays, however often it was taken.
  expect(await readdir(directory)).toEqual(["supervisor-2.lock"]);
});

it("refuses while another process lives, and is taken over when that was killed", async () => {
  const { child, said } = await taker();
  expect(said).toBe("taken");
  expect(await supervisorOf(directory)).toBe(child.pid);
  await expect(lockDirectory(directory)).rejects.toThrow(`process ${child.pid}`);
  await kill(child);
  expect(await supervisorOf(directory)).toBeNull();
  await (await lockDirectory(directory))();
});

it.each([
  ["whose number another program has now", `${process.pid}-1`],
  ["that was never written, since its process died first", ""],
  ["of no sense", "supervisor"],
])("takes over a lock %s", async (_what, content) => {
  await writeFile(path.join(directory, "supervisor-7.lock"), content);
  const release = await lockDirectory(directory);
  expect(await readdir(directory)).toEqual(["supervisor-8.lock"]);
  expect(await readFile(path.join(directory, "supervisor-8.lock"), "utf8")).toMatch(
    new RegExp(`^${process.pid}-`),
  );
  await release();
});

it("of many that find the same dead lock exactly one takes it over, each time", async () => {
  for (let round = 0; round < 3; round++) {
    const dead = await taker();
    expect(dead.said).toBe("taken");
    await kill(dead.child);
    const all = await Promise.all(Array.from({ length: 6 }, () => taker()));
    expect(all.map(({ said }) => said).sort()).toEqual([...Array(5).fill("StartRefused"), "taken"]);
    for (const { child } of all) await kill(child);
  }
}, 60_000);

async function taker(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "testing", "take-lock.ts"), directory],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  children.add(child);
  const [chunk] = await once(child.stdout, "data");
  return { child, said: String(chunk).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
