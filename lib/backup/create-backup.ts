import { createHash } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { Conflict, NotFound } from "#lib/errors.ts";
import type { Recipients } from "./age.ts";
import { copyObjects } from "./copy-objects.ts";
import { copyTables } from "./copy-tables.ts";
import {
  type Absent,
  FORMAT_ENTRY,
  FORMAT_VERSION,
  type Format,
  LEFT_ENTRY,
  leftLine,
  MANIFEST_ENTRY,
  MANIFEST_SUM_ENTRY,
  type Manifest,
  OBJECTS_ENTRY,
  objectLine,
  SECRETS_ENTRY,
  type Secrets,
} from "./format.ts";
import { fingerprint, type Installation } from "./installation.ts";
import { Ledger, type LedgerObject } from "./ledger.ts";
import { appliedMigrations } from "./migrations.ts";
import { productVersion } from "./product-version.ts";
import { referencesOf } from "./references.ts";
import { conditionFor, type Scope } from "./scope.ts";
import { PLAIN_TEXT, type Table, tablesOf } from "./tables.ts";
import { type ArchiveWriter, writeArchive } from "./write-archive.ts";

export interface CreatedBackup {
  file: string;
  /** Of the file. */
  bytes: number;
  sha256: string;
  /** False: some of what the rows refer to could not be read; `absent` names it. */
  complete: boolean;
  kind: Manifest["kind"];
  snapshot_at: string;
  tables: number;
  rows: number;
  objects: { count: number; bytes: number };
  /** Archived objects that stay in their bucket, since it gives them only after a restore: the backup names them. */
  left_in_bucket: { count: number; bytes: number };
  absent: Absent[];
  seconds: number;
}

export interface CreateBackup {
  /** A file that does not exist, or a directory, in which it gets a name by its time. */
  to: string;
  recipients: Recipients;
  /** The one organisation to back up, by its slug. */
  tenant?: string;
}

/**
 * Writes a backup while the installation goes on. Objects are read first; then one snapshot of all rows is taken, what they
 * refer to meanwhile is added, and the rows are written: so every object is there that the rows refer to. Where one went
 * between snapshot and reading, another snapshot is taken. Throws as `writeArchive`, `NotFound`.
 */
export async function createBackup(
  from: Installation,
  { to, recipients, tenant }: CreateBackup,
): Promise<CreatedBackup> {
  const startedAt = new Date();
  const owner = postgres(from.ownerUrl, OPTIONS);
  const system = postgres(from.systemUrl, OPTIONS);
  const ledger = new Ledger(from.temporaryDir);
  try {
    const scope = await scopeOf(system, tenant);
    const tables = (await tablesOf(owner)).filter(
      ({ name, columns }) => conditionFor(scope, name, columns) !== null,
    );
    const format: Format = {
      format: FORMAT_VERSION,
      kind: scope.kind,
      started_at: startedAt.toISOString(),
      migrations: await appliedMigrations(owner),
      tables: tables.map(({ name, columns }) => ({ name, columns })),
      auth_secret: fingerprint(from.authSecret),
    };
    let manifest: Manifest | undefined;
    const target = await fileIn(to, scope, startedAt);
    await clearDeadParts(target);
    const written = await writeArchive(target, recipients, async (archive) => {
      await archive.addText(FORMAT_ENTRY, JSON.stringify(format));
      if (scope.kind === "installation") {
        const secrets: Secrets = { AUTH_SECRET: from.authSecret };
        await archive.addText(SECRETS_ENTRY, JSON.stringify(secrets));
      }
      manifest = await writeContent({ from, archive, ledger, owner, system, scope, tables, format });
      const text = JSON.stringify(manifest);
      await archive.addText(MANIFEST_ENTRY, text);
      await archive.addText(MANIFEST_SUM_ENTRY, createHash("sha256").update(text).digest("hex"));
    });
    if (!manifest) throw new Error("No manifest was written");
    const { absent } = manifest;
    return {
      ...written,
      complete: absent.length === 0,
      kind: manifest.kind,
      snapshot_at: manifest.snapshot_at,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      objects: { count: manifest.objects.count, bytes: manifest.objects.bytes },
      left_in_bucket: { count: manifest.left.count, bytes: manifest.left.bytes },
      absent,
      seconds: (Date.now() - startedAt.getTime()) / 1000,
    };
  } finally {
    ledger.close();
    await Promise.all([owner.end({ timeout: 5 }), system.end({ timeout: 5 })]);
  }
}

const OPTIONS = {
  max: 1,
  onnotice: () => {},
  connection: { application_name: "construction-ai backup" },
};

/** How often a snapshot is taken anew, since objects went between it and their reading. */
const SNAPSHOTS = 3;

interface Work {
  from: Installation;
  archive: ArchiveWriter;
  ledger: Ledger;
  owner: postgres.Sql;
  system: postgres.Sql;
  scope: Scope;
  tables: Table[];
  format: Format;
}

async function writeContent(work: Work): Promise<Manifest> {
  const { from, archive, ledger, owner, system, scope, format } = work;
  // Most of the objects, without holding back the cleaning up of rows for as long as that takes.
  await inSnapshot(system, (tx) => ledger.want(referencesOf(tx, scope)));
  await copyObjects(from, archive, ledger);
  for (let snapshot = 1; ; snapshot++) {
    const rows = await inSnapshot(system, async (tx) => {
      await ledger.want(referencesOf(tx, scope));
      const missing = await copyObjects(from, archive, ledger);
      if (missing.length > 0 && snapshot < SNAPSHOTS) return null;
      if (JSON.stringify(await appliedMigrations(owner)) !== JSON.stringify(format.migrations))
        throw new Conflict(
          "schema_changed",
          "The installation was upgraded while the backup was made. Make it again.",
        );
      return {
        missing,
        ...(await copyTables(tx, archive, work.tables, scope, from.signal)),
        ...(await facts(tx, scope)),
      };
    });
    if (rows === null) continue;
    const { missing, ...manifest } = rows;
    return {
      format: FORMAT_VERSION,
      kind: scope.kind,
      version: await productVersion(),
      migrations: format.migrations,
      auth_secret: format.auth_secret,
      ...manifest,
      objects: await writeList(
        archive,
        OBJECTS_ENTRY,
        () => ledger.seen("taken"),
        (o) => objectLine(o.bucket, o.key, o.size, o.sha256 ?? ""),
      ),
      left: await writeList(
        archive,
        LEFT_ENTRY,
        () => ledger.seen("left"),
        (o) => leftLine(o.bucket, o.key, o.size, o.storageClass),
      ),
      absent: [
        ...missing.map(({ bucket, key }) => ({ bucket, key, reason: "missing" as const })),
        ...ledger.differing().map((object) => ({ ...object, reason: "damaged" as const })),
      ],
      unreferenced: ledger.unwanted(),
    };
  }
}

function inSnapshot<T>(system: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>) {
  return system.begin("isolation level repeatable read read only", async (tx) => {
    await tx.unsafe(PLAIN_TEXT);
    return work(tx);
  });
}

async function facts(tx: postgres.TransactionSql, scope: Scope) {
  const [at] = await tx<{ now: Date; version: string }[]>`
    select now() as now, current_setting('server_version') as version`;
  const tenants = await tx<{ id: string; slug: string }[]>`
    select id, slug from tenants where ${scope.kind === "tenant" ? tx`id = ${scope.id}` : tx`true`} order by id`;
  return {
    snapshot_at: (at?.now ?? new Date()).toISOString(),
    postgres: at?.version ?? "",
    tenants: tenants.map(({ id, slug }) => ({ id, slug })),
  };
}

async function writeList(
  archive: ArchiveWriter,
  name: string,
  objects: () => Iterable<LedgerObject>,
  line: (object: LedgerObject) => string,
): Promise<Manifest["objects"]> {
  const hash = createHash("sha256");
  const sum = { count: 0, bytes: 0 };
  let size = 0;
  for (const object of objects()) {
    const text = Buffer.from(line(object));
    hash.update(text);
    size += text.length;
    sum.count++;
    sum.bytes += object.size;
  }
  async function* lines(): AsyncGenerator<Buffer> {
    for (const object of objects()) yield Buffer.from(line(object));
  }
  await archive.add({ name, size }, lines());
  return { ...sum, sha256: hash.digest("hex") };
}

async function scopeOf(system: postgres.Sql, slug: string | undefined): Promise<Scope> {
  if (slug === undefined) return { kind: "installation" };
  const [tenant] = await system<{ id: string }[]>`select id from tenants where slug = ${slug}`;
  if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
  return { kind: "tenant", id: tenant.id, slug };
}

/** What a process that is gone was writing when it ended: the one that writes does so all the time. */
async function clearDeadParts(target: string): Promise<void> {
  const directory = path.dirname(target);
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    if (!OWN_PART.test(name) && name !== `${path.basename(target)}.part`) continue;
    const part = path.join(directory, name);
    const found = await stat(part).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DEAD_AFTER_MS) await rm(part, { force: true });
  }
}
const OWN_PART = /-\d{8}T\d{6}Z\.tar\.zst\.age\.part$/;
const DEAD_AFTER_MS = 12 * 3600_000;

/** In a directory by kind and time, so that the names sort by it. */
async function fileIn(to: string, scope: Scope, at: Date): Promise<string> {
  const found = await stat(to).catch(() => null);
  if (!found?.isDirectory()) return path.resolve(to);
  const time = at.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  return path.resolve(to, `${scope.kind === "tenant" ? scope.slug : "installation"}-${time}.tar.zst.age`);
}
