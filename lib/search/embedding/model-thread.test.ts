import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmbeddingUnavailable } from "./embedding-unavailable.ts";
import { ModelThread } from "./model-thread.ts";

const entry = "lib/search/embedding/testing/dying-worker.ts";
const open = (folder: string, timeoutMs = 10_000) =>
  new ModelThread({ folder, dtype: "q8", version: "test" }, { entry, timeoutMs });

describe("the model's thread", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "model-thread-"));
  });
  afterAll(() => rm(directory, { recursive: true }));

  async function dyingOnce(name: string) {
    const file = path.join(directory, name);
    await writeFile(file, "");
    return { thread: open(`dies:${file}`), batches: () => readFile(file, "utf8") };
  }

  it("is started again when it ends on a batch, and nobody notices", async () => {
    const { thread, batches } = await dyingOnce("again");
    expect((await thread.embed(["abc", "a"])).map(([length]) => length)).toEqual([3, 1]);
    expect(await batches()).toBe("2 2 ");
    await thread.close();
  });

  it("takes the texts of several callers together, each caller in turn, and gives each its own", async () => {
    const { thread, batches } = await dyingOnce("together");
    const long = thread.embed(Array.from({ length: 100 }, (_, at) => "x".repeat(100 - at)));
    const short = Array.from({ length: 5 }, (_, at) => thread.embed(["y".repeat(at + 1)]));
    const order: string[] = [];
    await Promise.all([
      long.then(() => order.push("long")),
      ...short.map((one) => one.then(() => order.push("short"))),
    ]);
    expect(order).toEqual([...short.map(() => "short"), "long"]);
    expect((await long).map(([length]) => length)).toEqual(Array.from({ length: 100 }, (_, at) => 100 - at));
    expect((await Promise.all(short)).map(([vector]) => vector?.[0])).toEqual([1, 2, 3, 4, 5]);
    const sizes = (await batches()).trim().split(" ").map(Number);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(24);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(105 + 24);
    await thread.close();
  });

  it("refuses, in a sentence, a batch on which it ends each time, and serves on", async () => {
    const thread = open("always dies");
    const refused = await Promise.allSettled([thread.embed(["a"]), thread.embed(["b"])]);
    for (const one of refused) {
      expect(one).toMatchObject({ status: "rejected", reason: expect.any(EmbeddingUnavailable) });
      expect(one).toMatchObject({ reason: { code: "embedding_unavailable", status: 503 } });
    }
    await expect(thread.embed(["c"])).rejects.toThrow("Texts cannot be compared just now");
    expect(await thread.embed([])).toEqual([]);
  });

  it("lets nobody wait for one that hangs, nor for one that is closed", async () => {
    const thread = open("hangs", 150);
    await expect(thread.embed(["a"])).rejects.toMatchObject({
      code: "embedding_unavailable",
      cause: { message: "It has not answered for 0.15 s" },
    });
    const closed = open("hangs", 60_000);
    const waiting = expect(closed.embed(["a"])).rejects.toThrow(EmbeddingUnavailable);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await closed.close();
    await waiting;
  });
});
