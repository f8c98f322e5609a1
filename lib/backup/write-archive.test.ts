import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readArchive } from "./read-archive.ts";
import { makeKey } from "./test/installations.ts";
import { writeArchive } from "./write-archive.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-archive-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function* chunks(count: number, size: number): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n++) yield Buffer.alloc(size, n);
}

it("keeps names, sizes and what stands beside an entry, however long, and writes over nothing", async () => {
  const { to, by } = await makeKey();
  const file = path.join(directory, "names");
  const name = `objects/files/${"Größe/".repeat(150)}x`;
  await writeArchive(file, to, async (archive) => {
    await archive.add({ name, size: 300_000, pax: { "CAI.a": "ü=1\nnext" } }, chunks(3, 100_000));
    await archive.addText("empty", "");
  });
  const seen: unknown[] = [];
  for await (const { name: found, size, pax, content } of readArchive(file, by)) {
    let bytes = 0;
    for await (const chunk of content) bytes += chunk.length;
    seen.push([found, size, bytes, pax["CAI.a"]]);
  }
  expect(seen).toEqual([
    [name, 300_000, 300_000, "ü=1\nnext"],
    ["empty", 0, 0, undefined],
  ]);
  await expect(writeArchive(file, to, async () => {})).rejects.toMatchObject({ code: "target_exists" });
});

it("leaves nothing when its content fails, ends early or goes on too long", async () => {
  const { to } = await makeKey();
  const file = path.join(directory, "failing");
  for (const [size, count] of [
    [100, 2],
    [300, 2],
  ] as const)
    await expect(
      writeArchive(file, to, (archive) => archive.add({ name: "a", size }, chunks(count, 100))),
    ).rejects.toThrow("and should have");
  await expect(
    writeArchive(file, to, async (archive) => {
      await archive.addText("a", "b");
      throw new Error("the database went away");
    }),
  ).rejects.toThrow("the database went away");
  await expect(writeArchive(path.join(directory, "no", "where"), to, async () => {})).rejects.toMatchObject({
    code: "target_unwritable",
  });
  expect((await readdir(directory)).filter((name) => name.startsWith("failing"))).toEqual([]);
});

const NAMESPACE = ["--user", "--map-root-user", "--mount"];
const mayMount = await promisify(execFile)("unshare", [...NAMESPACE, "true"]).then(
  () => true,
  () => false,
);

it.skipIf(!mayMount)("leaves nothing on a disk that gets full", async () => {
  const { to } = await makeKey();
  const script = path.join(directory, "fill.ts");
  const small = path.join(directory, "small");
  await writeFile(
    script,
    `import { randomBytes } from "node:crypto";
import { readdir, mkdir } from "node:fs/promises";
import { writeArchive } from ${JSON.stringify(path.join(import.meta.dirname, "write-archive.ts"))};
async function* noise() { for (let n = 0; n < 64; n++) yield randomBytes(262_144); }
const code = await writeArchive(${JSON.stringify(`${small}/backup`)}, ${JSON.stringify(to)}, (archive) =>
  archive.add({ name: "a", size: 64 * 262_144 }, noise())).then(() => "written", (error) => error.code + ": " + error.message);
console.log(JSON.stringify({ code, left: await readdir(${JSON.stringify(small)}) }));
`,
  );
  const { stdout } = await promisify(execFile)("unshare", [
    ...NAMESPACE,
    "bash",
    "-c",
    `mkdir ${small} && mount -t tmpfs -o size=4m none ${small} && exec ${process.execPath} ${script}`,
  ]);
  expect(JSON.parse(stdout)).toEqual({
    code: expect.stringMatching(/^target_unwritable: .*the disk is full\. Nothing was left/),
    left: [],
  });
});

it("says nothing of what it holds without the key", async () => {
  const { to } = await makeKey();
  const file = path.join(directory, "sealed");
  await writeArchive(file, to, (archive) => archive.addText("secrets.json", "planted-secret".repeat(10)));
  const raw = await readFile(file, "latin1");
  expect(raw).not.toContain("planted");
  expect(raw).not.toContain("secrets.json");
  expect(raw.startsWith("age-encryption.org/v1\n")).toBe(true);
});
