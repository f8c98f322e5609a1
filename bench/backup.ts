import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { benchDatabase } from "./lib/database.ts";
import { report, round } from "./lib/report.ts";

/**
 * A backup of an installation with large objects: written, verified and restored into an empty one, each against a raw
 * stream copy with SHA-256 of the same bytes in the same run, and how much the memory grew. BENCH_GIB (2) sets the size, in
 * objects of at most 1 GiB; half of each compresses, as a building model does, and half does not. It needs four times as
 * much disk.
 */
const MIB = 2 ** 20;
const SIZE = Math.round(Number(process.env.BENCH_GIB ?? 2) * 1024) * MIB;

const database = await benchDatabase({ DATABASE_POOL_SIZE: "4" });
const { closePools } = await import("#db/client.ts");
const { files } = await import("#db/schema/files.ts");
const { withSystem } = await import("#db/tenant.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { createBackup } = await import("#lib/backup/create-backup.ts");
const { thisInstallation } = await import("#lib/backup/installation.ts");
const { restoreBackup } = await import("#lib/backup/restore-backup.ts");
const { makeInstallation, makeKey } = await import("#lib/backup/test/installations.ts");
const { walkBackup } = await import("#lib/backup/walk-backup.ts");
const { fileKey } = await import("#lib/storage/keys.ts");

const directory = path.join(process.env.DATA_DIR ?? "", "backup-bench");
await mkdir(directory, { recursive: true });
try {
  const source = await thisInstallation();
  const tenant = await makeTenant({ plan: "enterprise" });
  let left = SIZE;
  while (left > 0) {
    const size = Math.min(left, 1024 * MIB);
    const id = randomUUID();
    const key = fileKey(tenant.id, id, "bench.ifc");
    const { sha256 } = await source.stores.files.putStream(key, Readable.from(content(size)), {
      contentType: "application/x-step",
    });
    await withSystem((tx) =>
      tx.insert(files).values({
        id,
        tenantId: tenant.id,
        filename: "bench.ifc",
        format: "ifc",
        size,
        sha256,
        status: "completed",
        storageKey: key,
      }),
    );
    left -= size;
  }
  const plain = path.join(directory, "plain");
  await pipeline(Readable.from(content(SIZE)), writer(plain));
  const raw = await measured("raw copy with SHA-256", async () => {
    const hash = createHash("sha256");
    await pipeline(
      createReadStream(plain, { highWaterMark: MIB }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      writer(`${plain}-copy`),
    );
    await rm(`${plain}-copy`);
  });
  await rm(plain);
  const key = await makeKey();
  const to = path.join(directory, "backup");
  const written = await measured("backup: create", () => createBackup(source, { to, recipients: key.to }));
  const verified = await measured("backup: verify", () => walkBackup(to, key.by));
  const into = await makeInstallation(database.url);
  const restored = await measured("backup: restore", async () =>
    restoreBackup(into, to, key.by, await walkBackup(to, key.by)),
  );
  await into.stop();
  const { size } = await stat(to);
  report(
    "backup",
    [raw, written, verified, restored].map(({ what, seconds, growth }) => ({
      what,
      seconds: round(seconds, 1),
      mib_per_second: round(SIZE / MIB / seconds, 0),
      of_raw_copy: round(raw.seconds / seconds, 2),
      memory_growth_mib: round(growth / MIB, 0),
    })),
    [
      `${round(SIZE / 2 ** 30, 2)} GiB of objects; the backup has ${round(size / 2 ** 30, 2)} GiB. A restore reads it twice.`,
    ],
  );
} finally {
  await closePools();
  await rm(directory, { recursive: true, force: true });
  await database.stop();
}

async function measured(what: string, work: () => Promise<unknown>) {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  return { what, seconds, growth: most - before };
}

/** Blocks of a mebibyte, half noise and half text. */
function* content(size: number): Generator<Buffer> {
  const text = Buffer.from("#123=IFCCARTESIANPOINT((0.125,4.75,-12.5));\n".repeat(MIB / 64)).subarray(
    0,
    MIB / 2,
  );
  const noise = randomBytes(64 * MIB);
  for (let done = 0, n = 0; done < size; n++) {
    const from = (n % 128) * (MIB / 2);
    const block = Buffer.concat([noise.subarray(from, from + MIB / 2), text]).subarray(0, size - done);
    done += block.length;
    yield block;
  }
}

function writer(file: string): Writable {
  const opened = open(file, "w");
  return new Writable({
    write: (chunk: Buffer, _encoding, done) =>
      void opened.then((handle) => handle.write(chunk)).then(() => done(), done),
    final: (done) =>
      void opened
        .then(async (handle) => {
          await handle.datasync();
          await handle.close();
        })
        .then(() => done(), done),
  });
}
