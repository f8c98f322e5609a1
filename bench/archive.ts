import { createHash, randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { benchDatabase } from "./lib/database.ts";
import { report, round } from "./lib/report.ts";

/**
 * The archive, on the disk form. Prints
 * - a large file's move against a raw stream copy with SHA-256 of the same bytes, and how much the memory grew;
 * - how many small files a minute are moved, four at a time, as a run does;
 * - files of mixed class and age in three organisations: a run over all, then all restored, some for good, and each read
 *   back: none lost, none twice, byte for byte.
 * BENCH_GIB (5), BENCH_SMALL (1000) and BENCH_FILES (10000) set the sizes; 0 leaves a part out.
 */
const MIB = 2 ** 20;
const SIZE = Math.round(Number(process.env.BENCH_GIB ?? 5) * 1024) * MIB;
const SMALL = Number(process.env.BENCH_SMALL ?? 1000);
const FILES = Number(process.env.BENCH_FILES ?? 10_000);
const LANES = 4;

const database = await benchDatabase({ DISK_RESTORE_SECONDS: "1", DATABASE_POOL_SIZE: "8" });
const { closePools } = await import("#db/client.ts");
const { fileRestores } = await import("#db/schema/archival.ts");
const { files } = await import("#db/schema/files.ts");
const { tenants } = await import("#db/schema/tenants.ts");
const { withSystem } = await import("#db/tenant.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { advanceRestore } = await import("#lib/archival/advance-restore.ts");
const { archiveFile } = await import("#lib/archival/archive-file.ts");
const { advanceDue } = await import("#lib/archival/due-restores.ts");
const { RestoreFiles, restoreFiles } = await import("#lib/archival/restore-files.ts");
const { startRun } = await import("#lib/archival/start-run.ts");
const { whereItStands } = await import("#lib/archival/where-it-stands.ts");
const { workOffPart } = await import("#lib/archival/work-off-part.ts");
const { objectStores } = await import("#lib/storage/index.ts");
const { fileKey, tenantPrefix } = await import("#lib/storage/keys.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { recordUsage } = await import("#lib/usage/record.ts");

type Ctx = Awaited<ReturnType<typeof systemCtx>>;
type Row = typeof files.$inferSelect;
type NewFile = Partial<typeof files.$inferInsert> & { size: number };

/** What a file of the mix is: of which class, how many days old, and whether the rules move it. */
const MIX: {
  status: Row["status"];
  days: number;
  due: boolean;
  temporary?: boolean;
  keepHot?: boolean;
  legalHold?: boolean;
}[] = [
  { status: "completed", days: 400, due: true },
  { status: "completed", days: 1200, due: true },
  { status: "failed", days: 100, due: true },
  { status: "completed", days: 8, due: true, temporary: true },
  { status: "failed", days: 30, due: true, temporary: true },
  { status: "completed", days: 100, due: false },
  { status: "failed", days: 10, due: false },
  { status: "completed", days: 400, due: false, keepHot: true },
  { status: "completed", days: 400, due: false, legalHold: true },
];

try {
  if (SIZE > 0) await largeFile();
  if (SMALL > 0) await smallFiles();
  if (FILES > 0) await mixedFiles();
} finally {
  await closePools();
  await database.stop();
}

async function largeFile(): Promise<void> {
  const ctx = await newCtx();
  const block = Buffer.alloc(MIB);
  for (let i = 0; i < MIB; i += 4) block.writeUInt32LE((i * 2654435761) >>> 0, i);
  const body = async function* () {
    for (let at = 0; at < SIZE; at += MIB) yield block;
  };
  const { id, key } = await store(ctx, { size: SIZE }, body());
  const plain = await rawCopy(key);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const startedAt = performance.now();
  const moved = await archiveFile(ctx, id, { storageClass: "GLACIER" });
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  if (moved.status !== "archived") throw new Error(`The large file was not moved: ${moved.reason}`);
  const GiB = round(SIZE / 2 ** 30, 2);
  report(
    "archive-large",
    [
      {
        way: "raw stream copy with SHA-256",
        GiB,
        seconds: round(plain, 2),
        "MB/s": round(SIZE / 1e6 / plain),
        ratio: 1,
      },
      {
        way: "move to the archive",
        GiB,
        seconds: round(seconds, 2),
        "MB/s": round(SIZE / 1e6 / seconds),
        ratio: round(plain / seconds, 2),
        "memory growth MB": round((peak - before) / 1e6),
      },
    ],
    [
      "Aims: ratio at least 0.7, growth under 100 MB. The disk form copies by hard links and reads the whole copy back, as S3 copies by itself.",
    ],
  );
}

/** The same object's bytes into a file of their own, hashed on the way and flushed. Seconds. */
async function rawCopy(key: string): Promise<number> {
  const to = path.join(process.env.DATA_DIR ?? "", "raw.bin");
  const startedAt = performance.now();
  const hash = createHash("sha256");
  const handle = await open(to, "w");
  const { stream }: { stream: AsyncIterable<Buffer> } = await objectStores().files.getStream(key);
  for await (const chunk of stream) {
    hash.update(chunk);
    await handle.write(chunk);
  }
  await handle.sync();
  await handle.close();
  hash.digest("hex");
  const seconds = (performance.now() - startedAt) / 1000;
  await rm(to);
  return seconds;
}

async function smallFiles(): Promise<void> {
  const ctx = await newCtx();
  const ids: string[] = [];
  await inLanes(SMALL, async (n) => {
    const content = contentOf(`small-${n}`, 10_000);
    ids.push((await store(ctx, { size: content.length }, one(content))).id);
  });
  const startedAt = performance.now();
  await inLanes(SMALL, async (n) => {
    const moved = await archiveFile(ctx, ids[n] ?? "", { storageClass: "GLACIER", byRule: true });
    if (moved.status !== "archived") throw new Error(`${ids[n]} was not moved: ${moved.reason}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  report(
    "archive-small",
    [
      {
        files: SMALL,
        KB: 10,
        seconds: round(seconds, 2),
        "files a minute": round((SMALL / seconds) * 60, 0),
      },
    ],
    ["Aim: at least 1 000 a minute."],
  );
}

async function mixedFiles(): Promise<void> {
  const ctxs = await Promise.all([newCtx(), newCtx(), newCtx()]);
  const sums = new Map<string, { ctx: Ctx; sha256: string; due: boolean }>();
  const steps: Record<string, string | number>[] = [];
  const timed = async (step: string, count: () => number, work: () => Promise<void>) => {
    const startedAt = performance.now();
    await work();
    const seconds = (performance.now() - startedAt) / 1000;
    steps.push({
      step,
      files: count(),
      seconds: round(seconds),
      "files a minute": round((count() / seconds) * 60, 0),
    });
  };
  await timed(
    "stored",
    () => FILES,
    () =>
      inLanes(FILES, async (n) => {
        const [kind, ctx] = [MIX[n % MIX.length], ctxs[n % ctxs.length]];
        if (!kind || !ctx) throw new Error("No such kind");
        const { days, due, ...as } = kind;
        const content = contentOf(`mixed-${n}`, 200 + ((n * 7919) % 20_000));
        const at = new Date(Date.now() - days * 86_400_000);
        const stored = await store(
          ctx,
          { ...as, size: content.length, createdAt: at, uploadedAt: at, processedAt: at },
          one(content),
        );
        sums.set(stored.id, { ctx, sha256: stored.sha256, due });
      }),
  );
  const due = [...sums].filter(([, file]) => file.due).map(([id]) => id);
  await timed(
    "archived",
    () => due.length,
    async () => {
      const runId = await startRun({
        trigger: "operator",
        asOf: new Date(),
        tenantId: null,
        requestedBy: "bench",
      });
      if (!runId) throw new Error("No run was started");
      for (const ctx of ctxs) {
        for (;;) {
          const { waitMs } = await workOffPart(ctx, runId, { ms: 600_000 });
          if (waitMs === null) break;
          await new Promise((resolve) => setTimeout(resolve, waitMs));
        }
      }
    },
  );
  const after = await rowsOf(ctxs);
  const moved = after.filter(({ storageTier }) => storageTier === "archived");
  const asIntended = after.every(
    ({ id, storageTier }) => storageTier === (sums.get(id)?.due ? "archived" : "hot"),
  );
  await expectOneEach(ctxs, after);

  await timed(
    "restored, every tenth for good",
    () => due.length,
    () => restoreAll(ctxs, due),
  );
  const back = await rowsOf(ctxs);
  await expectOneEach(ctxs, back);
  let equal = 0;
  await inLanes(back.length, async (n) => {
    const row = back[n];
    const known = row && sums.get(row.id);
    if (!row || !known) return;
    const { stream } = await whereItStands(known.ctx, row, ({ bucket, key }) =>
      objectStores()[bucket].getStream(key),
    );
    const hash = createHash("sha256");
    for await (const chunk of stream) hash.update(chunk);
    if (hash.digest("hex") === known.sha256) equal++;
  });
  report("archive-mixed", steps, [
    `${moved.length} of ${due.length} due files archived, those that were not due left alone: ${asIntended ? "yes" : "NO"}.`,
    `${equal} of ${FILES} files read back byte for byte after the restore; every file has one copy: yes.`,
  ]);
  if (moved.length !== due.length || !asIntended || equal !== FILES) process.exitCode = 1;
}

/** By bulk requests of 500; the jobs' own verbs then take them to their ends. */
async function restoreAll(ctxs: Ctx[], due: string[]): Promise<void> {
  const own = new Map(ctxs.map((ctx) => [ctx, new Set<string>()]));
  for (const row of await rowsOf(ctxs))
    own.get(ctxs.find(({ tenant }) => tenant.id === row.tenantId) as Ctx)?.add(row.id);
  for (const [ctx, ids] of own) {
    const mine = due.filter((id) => ids.has(id));
    for (const permanent of [false, true]) {
      const some = mine.filter((_, n) => (n % 10 === 0) === permanent);
      for (let at = 0; at < some.length; at += 500)
        await restoreFiles(
          ctx,
          RestoreFiles.parse({ file_ids: some.slice(at, at + 500), restore_days: 7, permanent }),
        );
    }
  }
  const ctxOf = (tenantId: string) => ctxs.find(({ tenant }) => tenant.id === tenantId) ?? ctxs[0];
  for (let round = 0; round < 10_000; round++) {
    const { more } = await advanceDue();
    const waiting = await withSystem((tx) =>
      tx
        .select()
        .from(fileRestores)
        .where(and(eq(fileRestores.status, "ready"), eq(fileRestores.permanent, "wanted"))),
    );
    await inLanes(waiting.length, async (n) => {
      const row = waiting[n];
      const ctx = row && ctxOf(row.tenantId);
      if (row && ctx) await advanceRestore(ctx, row.id);
    });
    const [left] = await withSystem((tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from file_restores where status in ('requested', 'in_progress') or status = 'ready' and permanent = 'wanted'`,
      ),
    );
    if (left?.n === 0) return;
    if (!more && waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The restores do not come to an end");
}

/** Throws unless each file has exactly one object, where its row says, and nothing else is there. */
async function expectOneEach(ctxs: Ctx[], rows: Row[]): Promise<void> {
  if (rows.length !== FILES) throw new Error(`${rows.length} of ${FILES} rows are there`);
  const wanted = new Set(
    rows.map(({ archiveKey, storageKey }) =>
      archiveKey === null ? `files ${storageKey}` : `archive ${archiveKey}`,
    ),
  );
  let objects = 0;
  for (const { tenant } of ctxs) {
    for (const bucket of ["files", "archive"] as const) {
      for await (const { key } of objectStores()[bucket].list(tenantPrefix(bucket, tenant.id))) {
        objects++;
        if (!wanted.delete(`${bucket} ${key}`)) throw new Error(`A second copy: ${bucket} ${key}`);
      }
    }
  }
  if (wanted.size > 0 || objects !== FILES) throw new Error(`${wanted.size} files are lost`);
}

async function rowsOf(ctxs: Ctx[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { tenant } of ctxs) {
    for (let after: string | null = null; ; ) {
      const page: Row[] = await withSystem((tx) =>
        tx
          .select()
          .from(files)
          .where(and(eq(files.tenantId, tenant.id), after ? gt(files.id, after) : undefined))
          .orderBy(asc(files.id))
          .limit(2000),
      );
      rows.push(...page);
      after = page.at(-1)?.id ?? null;
      if (page.length < 2000) break;
    }
  }
  return rows;
}

/** A file as an upload leaves it: object, row and meters. */
async function store(
  ctx: Ctx,
  file: NewFile,
  body: AsyncIterable<Buffer>,
): Promise<{ id: string; key: string; sha256: string }> {
  const id = randomUUID();
  const filename = `${id}.ifc`;
  const storageKey = fileKey(ctx.tenant.id, id, filename);
  const { sha256 } = await objectStores().files.putStream(storageKey, body, {
    contentType: "application/octet-stream",
    metadata: { tenant: ctx.tenant.id, file: id },
  });
  await withSystem(async (tx) => {
    await tx
      .update(tenants)
      .set({ storageUsed: sql`${tenants.storageUsed} + ${file.size}` })
      .where(eq(tenants.id, ctx.tenant.id));
    await tx.insert(files).values({
      id,
      tenantId: ctx.tenant.id,
      filename,
      format: "ifc",
      status: "completed",
      storageKey,
      sha256,
      ...file,
    });
    await recordUsage(tx, {
      tenantId: ctx.tenant.id,
      key: `storage:upload:${id}`,
      kind: "storage_delta",
      quantity: String(file.size),
    });
  });
  return { id, key: storageKey, sha256 };
}

async function newCtx(): Promise<Ctx> {
  return systemCtx((await makeTenant({ plan: "enterprise" })).id);
}

async function inLanes(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function one(content: Buffer): Readable {
  return Readable.from([content], { objectMode: false });
}

/** Bytes that no other file has. */
function contentOf(seed: string, size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let n = 0; n * 32 < size; n++) pieces.push(createHash("sha256").update(`${seed} ${n}`).digest());
  return Buffer.concat(pieces).subarray(0, size);
}
