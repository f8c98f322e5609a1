import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { config } from "./index.ts";
import { isRunning, pidOf, processIdentity } from "./process-identity.ts";
import { clearTemporary, temporaryDirectory } from "./temporary.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-temporary-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it("removes what killed processes left, and nothing of the living", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const [dead, own] = [await processIdentity(child.pid ?? 0), await processIdentity(process.pid)];
  if (!dead || !own) throw new Error("No identity");
  // Another program got the number of one that is gone.
  const reused = `${process.pid}-1`;
  for (const name of [dead, own, reused, "cai-model.ifc"]) {
    await mkdir(path.join(directory, name));
    await writeFile(path.join(directory, name, "model.ifc"), "ISO-10303-21;");
  }

  expect(await isRunning(dead)).toBe(true);
  expect(await clearTemporary(directory)).toBe(2);
  expect((await readdir(directory)).sort()).toEqual([dead, own].sort());

  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await isRunning(dead)).toBe(false);
  expect(await clearTemporary(directory)).toBe(1);
  expect(await readdir(directory)).toEqual([own]);
});

it("has nothing to clear where there was never a temporary file", async () => {
  expect(await clearTemporary(path.join(directory, "none"))).toBe(0);
});

it("gives each process a directory of its own in DATA_DIR", async () => {
  const own = await temporaryDirectory();
  expect(path.dirname(own)).toBe(path.join(config().dataDir, "tmp"));
  expect(pidOf(path.basename(own))).toBe(process.pid);
  expect(await temporaryDirectory()).toBe(own);
});

it.each(["", "12", "-1", "x-1", "12-", "999999999-5", "0-0"])(
  "takes %j for no running process",
  async (name) => {
    expect(await isRunning(name)).toBe(false);
  },
);
