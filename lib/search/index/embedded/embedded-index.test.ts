import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { point, vectorIndexContract } from "../contract.ts";
import { openEmbeddedIndex } from "./embedded-index.ts";

const directories: string[] = [];
const opened: ReturnType<typeof openEmbeddedIndex>[] = [];
async function open(directory?: string) {
  const where = directory ?? (await mkdtemp(path.join(os.tmpdir(), "cai-index-")));
  directories.push(where);
  const index = openEmbeddedIndex(path.join(where, "search"));
  opened.push(index);
  return { index, where: path.join(where, "search") };
}
afterAll(async () => {
  for (const index of opened) await index.close();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

vectorIndexContract("embedded", async () => {
  const { index, where } = await open();
  return { index, lose: () => rm(where, { recursive: true }) };
});

it.each(["cut off", "overwritten"])("a file that is %s is made anew, in every process", async (how) => {
  const { index, where } = await open();
  await index.ensure();
  const one = index.tenant("t", "m");
  await one.upsert(Array.from({ length: 200 }, (_, at) => point(at)));
  const other = (await open(path.dirname(where))).index;
  expect(await other.tenant("t", "m").count()).toBe(200);
  await index.close();
  await other.close();
  const [file = ""] = (await readdir(where)).filter((name) => name.endsWith(".db"));
  if (how === "cut off") await truncate(path.join(where, file), 5000);
  else await writeFile(path.join(where, file), "no database at all".repeat(1000));
  await rm(path.join(where, `${file}-wal`), { force: true });
  await expect(one.search(point(0).vector, { limit: 300 })).rejects.toMatchObject({
    code: "search_unavailable",
  });
  const made = await index.ensure();
  expect(`${made}.db`).not.toBe(file);
  expect(await other.present()).toBe(made);
  await one.upsert([point(3)]);
  expect(await other.tenant("t", "m").count()).toBe(1);
});

it("by codes it finds what the exact scan finds, also filtered, and what another process writes", async () => {
  const { index, where } = await open();
  await index.ensure();
  const one = index.tenant("t", "m");
  const points = Array.from({ length: 6000 }, (_, at) => ({
    ...point(0, { place: at % 2 ? "Berlin" : "Paris", materials: [`m${at % 3}`] }),
    vector: randomVector(),
  }));
  for (let from = 0; from < points.length; from += 1000) await one.upsert(points.slice(from, from + 1000));
  let found = 0;
  for (let query = 0; query < 20; query++) {
    const vector = randomVector();
    const filter = query % 2 ? { place: "Berlin", materials: ["m1"] } : { place: "Paris" };
    const options = { limit: 10, ...(query % 4 < 2 ? { filter } : {}) };
    const exact = await index.scan("t", "m", vector, options);
    const hits = await one.search(vector, options);
    expect(hits).toHaveLength(10);
    found += hits.filter(({ id }) => exact.some((hit) => hit.id === id)).length;
  }
  expect(found).toBeGreaterThanOrEqual(190);

  const other = (await open(path.dirname(where))).index.tenant("t", "m");
  const added = { ...point(0), vector: randomVector() };
  await other.upsert([added]);
  expect((await one.search(added.vector, { limit: 1 }))[0]?.id).toBe(added.id);
  await other.remove([added.id, ...points.slice(0, 2500).map(({ id }) => id)]);
  const rest = await one.search(added.vector, { limit: 4000 });
  expect(rest).toHaveLength(3500);
  expect(await one.search(points[10]?.vector ?? added.vector, { limit: 5 })).toHaveLength(5);
});

function randomVector(): Float32Array {
  const vector = Float32Array.from({ length: 384 }, () => Math.random() + Math.random() - 1);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
