import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { eq, inArray } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { sampleRow } from "#db/test/sample-row.ts";
import { config } from "#lib/config/index.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { fileKey } from "#lib/storage/keys.ts";
import { compareWithBackup } from "./compare.ts";
import { createBackup } from "./create-backup.ts";
import { type Installation, thisInstallation } from "./installation.ts";
import { loading, namesOf } from "./load-tables.ts";
import { ageOf, appliedMigrations, ownMigrations } from "./migrations.ts";
import { readArchive } from "./read-archive.ts";
import { restoreBackup } from "./restore-backup.ts";
import { NEVER } from "./scope.ts";
import { startStaging } from "./staging.ts";
import { addFile, type Filled, fillTenant } from "./test/fill.ts";
import { makeInstallation, makeKey, startServer, type TestInstallation } from "./test/installations.ts";
import { walkBackup } from "./walk-backup.ts";
import { writeArchive } from "./write-archive.ts";

// A database is made and a server started in each.
vi.setConfig({ testTimeout: 120_000 });

let directory = "";
let source: Installation;
let tenant: Filled;
let key: Awaited<ReturnType<typeof makeKey>>;
let file = "";
const owner = postgres(ownDatabaseUrl, { max: 1, onnotice: () => {} });

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-backups-"));
  source = await thisInstallation();
  tenant = await fillTenant(source.stores);
  key = await makeKey();
  file = (await createBackup(source, { to: directory, recipients: key.to })).file;
});
afterAll(async () => {
  await closePools();
  await owner.end();
  await rm(directory, { recursive: true, force: true });
});

const opened: TestInstallation[] = [];
const open = async (...given: Parameters<typeof makeInstallation>) => {
  const made = await makeInstallation(...given);
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const made of opened.splice(0)) await made.stop();
});

const restore = async (into: Installation, from: string) =>
  restoreBackup(into, from, key.by, await walkBackup(from, key.by));

async function expectSame(into: Installation, from: string) {
  const { tables, objects } = await compareWithBackup(into, from, key.by);
  expect(tables.filter(({ same }) => !same)).toEqual([]);
  expect(objects.different).toEqual([]);
  return { tables, objects };
}

/** Nothing of a restore: no rows but those that every new installation has, no object. */
async function expectEmpty(into: TestInstallation) {
  for (const name of ["tenants", "users", "files", "audit_logs"])
    expect(await into.owner.unsafe(`select 1 from ${name} limit 1`)).toHaveLength(0);
  for (const bucket of ["files", "archive"] as const)
    for await (const { key: left } of into.stores[bucket].list("")) expect.unreachable(`${left} is left`);
}

it("holds every table and object, and comes back the same", async () => {
  const into = await open(ownDatabaseUrl);
  const restored = await restore(into, file);
  expect(restored).toMatchObject({ kind: "installation", schema: "same", absent: [] });
  // With the anchor of the audit log.
  expect(restored.objects).toMatchObject({ written: tenant.objects.length + 1, there: 0 });
  const { objects } = await expectSame(into, file);
  expect(objects.count).toBe(tenant.objects.length + 1);
  for (const { bucket, key: name, content } of tenant.objects) {
    const [was, is] = [await source.stores[bucket].head(name), await into.stores[bucket].head(name)];
    const { lastModified: _, ...facts } = was;
    expect(is).toMatchObject({ ...facts, size: content.length });
  }
  // Numbers go on behind those that were restored.
  const [next] = await into.owner<{ next: number; last: number }[]>`
    select nextval(pg_get_serial_sequence('outbox', 'seq'))::int as next, (select coalesce(max(seq), 0) from outbox)::int as last`;
  expect(next?.next).toBe((next?.last ?? 0) + 1);
  // Nothing was touched by triggers, and all of them are on again.
  expect(
    await into.owner`select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O' and tgname !~ 'audit_guard'`,
  ).toHaveLength(0);
  const chains = await into.owner`select tenant_id, seq, audit_id, hash from audit_chain order by 1, 2`;
  expect(chains).toEqual(await owner`select tenant_id, seq, audit_id, hash from audit_chain order by 1, 2`);
  expect(chains.length).toBeGreaterThan(4);

  // A comparison that could not fail would be none.
  await into.owner`update users set name = name || '.' where id = ${tenant.members.admin.id}`;
  const [object] = tenant.objects;
  if (!object) throw new Error("There is no object");
  await into.stores[object.bucket].putStream(object.key, Readable.from([Buffer.from("other")]), {
    contentType: "a/b",
  });
  const found = await compareWithBackup(into, file, key.by);
  expect(found.tables.filter(({ same }) => !same).map(({ name }) => name)).toEqual(["users"]);
  expect(found.objects.different).toEqual([{ bucket: object.bucket, key: object.key }]);
});

it("brings back a row of every table that can have one", async () => {
  const own = await open(ownDatabaseUrl);
  const names = await namesOf(own.owner);
  const filled: string[] = [];
  for (const name of names)
    await loading(own.owner, names, async (tx) => {
      const row = await sampleRow(tx, name, tenant.id);
      await tx`insert into ${tx(name)} ${tx(row)}`;
    }).then(
      () => filled.push(name),
      (error) => {
        // What a check refuses is no row that could be.
        if (!(error instanceof postgres.PostgresError && error.code.startsWith("23"))) throw error;
      },
    );
  expect(filled.length).toBeGreaterThan(names.length / 2);
  const made = await createBackup(own, { to: path.join(directory, "every"), recipients: key.to });
  const into = await open(ownDatabaseUrl);
  await restore(into, made.file);
  const { tables } = await expectSame(into, made.file);
  const without = names.filter((name) => !tables.some((table) => table.name === name));
  expect(without).toEqual(Object.keys(NEVER));
  const withRows = new Set(tables.filter(({ rows }) => rows > 0).map(({ name }) => name));
  expect(filled.filter((name) => !withRows.has(name) && !without.includes(name))).toEqual([]);
});

it("changes nothing with a file that was altered or cut, or by another key", async () => {
  const into = await open(ownDatabaseUrl);
  const whole = await readFile(file);
  const spoilt = path.join(directory, "spoilt");
  for (const at of [300, Math.floor(whole.length / 2), whole.length - 20]) {
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    await writeFile(spoilt, changed);
    await expect(restore(into, spoilt)).rejects.toMatchObject({
      code: at === 300 ? expect.stringMatching(/damaged|wrong_key/) : "backup_damaged",
    });
    await writeFile(spoilt, whole.subarray(0, at));
    await expect(restore(into, spoilt)).rejects.toMatchObject({ code: expect.stringMatching(/damaged/) });
  }
  await writeFile(spoilt, Buffer.concat([whole, Buffer.from("more")]));
  await expect(restore(into, spoilt)).rejects.toMatchObject({ code: "backup_damaged" });
  const other = await makeKey();
  await expect(walkBackup(file, other.by)).rejects.toMatchObject({ code: "wrong_key" });
  await expectEmpty(into);
});

it("refuses what authenticates and is not what its manifest says", async () => {
  const entries = async (change: (name: string, content: Buffer) => Buffer | null) => {
    const target = path.join(directory, randomBytes(6).toString("hex"));
    await writeArchive(target, key.to, async (archive) => {
      for await (const entry of readArchive(file, key.by)) {
        const chunks: Buffer[] = [];
        for await (const chunk of entry.content) chunks.push(chunk);
        const content = change(entry.name, Buffer.concat(chunks));
        if (content)
          await archive.add(
            { name: entry.name, size: content.length, pax: entry.pax },
            (async function* () {
              if (content.length > 0) yield content;
            })(),
          );
      }
    });
    return walkBackup(target, key.by);
  };
  expect((await entries((_, content) => content)).manifest.kind).toBe("installation");
  const damaged = { code: "backup_damaged" };
  await expect(entries((name, c) => (/^tables\/users/.test(name) ? null : c))).rejects.toMatchObject(damaged);
  await expect(
    entries((name, c) => (/^tables\/users/.test(name) ? Buffer.concat([c, c]) : c)),
  ).rejects.toMatchObject(damaged);
  let first = true;
  await expect(
    entries((name, c) => {
      if (!name.startsWith("objects/") || !first) return c;
      first = false;
      return null;
    }),
  ).rejects.toMatchObject(damaged);
  await expect(entries((name, c) => (name === "manifest.sha256" ? null : c))).rejects.toMatchObject(damaged);
  await expect(
    entries((name, c) =>
      name === "manifest.json" ? Buffer.from(`${c}`.replace("installation", "tenant")) : c,
    ),
  ).rejects.toMatchObject(damaged);
});

it("refuses an installation that is not empty, or that runs, or has another secret", async () => {
  const into = await open(ownDatabaseUrl);
  await into.owner`insert into users (email) values ('somebody@example.test')`;
  await expect(restore(into, file)).rejects.toMatchObject({
    code: "not_empty",
    message: expect.stringContaining("users"),
  });
  await into.owner`delete from users`;
  const serving = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
  await serving`select 1`;
  await expect(restore(into, file)).rejects.toMatchObject({ code: "installation_running" });
  await serving.end();
  // The server takes a moment to let the connection go.
  await vi.waitFor(
    () =>
      expect(restore({ ...into, authSecret: "x".repeat(40) }, file)).rejects.toMatchObject({
        code: "other_secret",
      }),
    { timeout: 60_000, interval: 500 },
  );
  await expectEmpty(into);
});

it("leaves nothing of a restore that fails", async () => {
  const into = await open(ownDatabaseUrl);
  // The last object meets another one under its key.
  const last = [...tenant.objects]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .findLast(({ bucket }) => bucket === "files");
  const store = into.stores.files;
  await store.putStream(last?.key ?? "", Readable.from([Buffer.from("other")]), {
    contentType: "text/plain",
  });
  await expect(restore(into, file)).rejects.toMatchObject({ code: "object_differs" });
  const keys: string[] = [];
  for await (const object of store.list("")) keys.push(object.key);
  expect(keys).toEqual([last?.key]);
  await store.delete(last?.key ?? "");
  await expectEmpty(into);

  // Rows that do not fit end it after all objects were stored.
  await into.owner`alter table files add constraint none_fits check (false) not valid`;
  await expect(restore(into, file)).rejects.toMatchObject({ code: "23514" });
  await expectEmpty(into);
  await into.owner`alter table files drop constraint none_fits`;
  // What an interrupted one has stored is the same, and stays.
  const [stored] = tenant.objects;
  if (stored)
    await into.stores[stored.bucket].putStream(stored.key, Readable.from([stored.content]), {
      contentType: "a/b",
    });
  expect((await restore(into, file)).objects).toMatchObject({ there: 1, written: tenant.objects.length });
});

it("takes one moment's rows with all their objects while others write and delete", async () => {
  let isOver = false;
  const kept: string[] = [];
  const writer = (async () => {
    for (let n = 0; !isOver; n++) {
      const id = randomUUID();
      const content = randomBytes(20_000);
      const name = fileKey(tenant.id, id, "busy.ifc");
      await source.stores.files.putStream(name, Readable.from([content]), {
        contentType: "application/x-step",
      });
      await addFile(tenant.id, { id, filename: "busy.ifc", content });
      kept.push(id);
      // Every other one goes again, its row first.
      const gone = n % 2 === 1 ? kept.shift() : undefined;
      if (gone) {
        await withSystem((tx) => tx.delete(files).where(eq(files.id, gone)));
        await source.stores.files.purge(fileKey(tenant.id, gone, "busy.ifc"));
      }
    }
  })();
  const made = await createBackup(source, { to: path.join(directory, "busy"), recipients: key.to });
  isOver = true;
  await writer;
  expect(kept.length).toBeGreaterThan(1);
  expect(made).toMatchObject({ complete: true, absent: [] });
  const into = await open(ownDatabaseUrl);
  await restore(into, made.file);
  await expectSame(into, made.file);
  // Each row has its object, each object its row.
  const rows = await into.owner<{ id: string; sha256: string; key: string }[]>`
    select id, sha256, storage_key as key from files where filename = 'busy.ifc'`;
  for (const row of rows) expect((await into.stores.files.head(row.key)).checksums.sha256).toBe(row.sha256);
  let objects = 0;
  for await (const object of into.stores.files.list(`files/${tenant.id}/`))
    if (object.key.endsWith("busy.ifc")) objects++;
  expect(objects).toBe(rows.length);
});

it("says what is missing and damaged, and restores the rest", async () => {
  const [lost, spoilt] = [randomUUID(), randomUUID()];
  const content = randomBytes(100);
  for (const id of [lost, spoilt]) await addFile(tenant.id, { id, filename: "a.ifc", content });
  await source.stores.files.putStream(
    fileKey(tenant.id, spoilt, "a.ifc"),
    Readable.from([randomBytes(100)]),
    {
      contentType: "application/x-step",
    },
  );
  const made = await createBackup(source, { to: path.join(directory, "lossy"), recipients: key.to });
  expect(made.complete).toBe(false);
  expect(made.absent).toEqual([
    { bucket: "files", key: fileKey(tenant.id, lost, "a.ifc"), reason: "missing" },
    { bucket: "files", key: fileKey(tenant.id, spoilt, "a.ifc"), reason: "damaged" },
  ]);
  const into = await open(ownDatabaseUrl);
  expect((await restore(into, made.file)).absent).toEqual(made.absent);
  await expectSame(into, made.file);
  await withSystem((tx) => tx.delete(files).where(inArray(files.id, [lost, spoilt])));
});

it("goes on over an object of which its store has lost a part, and names it", async () => {
  const id = randomUUID();
  const content = randomBytes(300_007);
  const name = fileKey(tenant.id, id, "cut.ifc");
  await addFile(tenant.id, { id, filename: "cut.ifc", content });
  await source.stores.files.putStream(name, Readable.from([content]), { contentType: "application/x-step" });
  const { storage } = config();
  if (storage.kind !== "disk") throw new Error("The tests' store is a directory");
  const segments: string[] = [];
  for (const entry of await readdir(storage.dir, { recursive: true, withFileTypes: true })) {
    const place = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && (await stat(place)).size === content.length) segments.push(place);
  }
  expect(segments).toHaveLength(1);
  await truncate(segments[0] ?? "", 100_000);
  const made = await createBackup(source, { to: path.join(directory, "cut"), recipients: key.to });
  expect(made.complete).toBe(false);
  expect(made.absent).toEqual([{ bucket: "files", key: name, reason: "damaged" }]);
  const into = await open(ownDatabaseUrl);
  expect((await restore(into, made.file)).absent).toEqual(made.absent);
  const { stream } = await into.stores.files.getStream(name);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const restored = Buffer.concat(chunks);
  expect(restored.subarray(0, 100_000).equals(content.subarray(0, 100_000))).toBe(true);
  expect(restored.subarray(100_000).equals(Buffer.alloc(content.length - 100_000))).toBe(true);
  await withSystem((tx) => tx.delete(files).where(eq(files.id, id)));
  await source.stores.files.purge(name);
});

it("keeps the objects, and the secret, where rows were committed and only the answer was lost", async () => {
  const into = await open(ownDatabaseUrl);
  const proxy = await losingCommit(into.ownerUrl);
  const adopted: string[] = [];
  try {
    const adoptSecret = async (secret: string) => void adopted.push(secret);
    const other = { ...into, ownerUrl: proxy.url, authSecret: "x".repeat(40), adoptSecret };
    await expect(restore(other, file)).rejects.toThrow(/CONNECTION|ECONNRESET/);
  } finally {
    proxy.stop();
  }
  expect(adopted).toEqual([source.authSecret]);
  await expectSame(into, file);
});

it("puts the secret back, and leaves nothing, where it cannot be taken over", async () => {
  const into = await open(ownDatabaseUrl);
  const adopted: string[] = [];
  const adoptSecret = async (secret: string) => {
    adopted.push(secret);
    if (adopted.length === 1) throw new Error("The disk is full");
  };
  const authSecret = "x".repeat(40);
  await expect(restore({ ...into, authSecret, adoptSecret }, file)).rejects.toThrow("The disk is full");
  expect(adopted).toEqual([source.authSecret, authSecret]);
  await expectEmpty(into);
});

it("leaves nothing when it is interrupted, and clears away what one that was killed left", async () => {
  const into = await open(ownDatabaseUrl);
  const over = new AbortController();
  let stored = 0;
  const { files: store } = into.stores;
  const { putStream } = store;
  vi.spyOn(store, "putStream").mockImplementation((...given) => {
    if (++stored === 2) over.abort(new Error("Interrupted"));
    return putStream.apply(store, given);
  });
  await expect(restore({ ...into, signal: over.signal }, file)).rejects.toThrow("Interrupted");
  expect(stored).toBeGreaterThan(1);
  await expectEmpty(into);

  const place = await mkdtemp(path.join(directory, "parts-"));
  await expect(
    createBackup({ ...source, signal: over.signal }, { to: place, recipients: key.to }),
  ).rejects.toThrow("Interrupted");
  expect(await readdir(place)).toEqual([]);
  const [dead, alive] = ["20260101", "20260102"].map((day) => `installation-${day}T000000Z.tar.zst.age.part`);
  for (const name of [dead, alive]) await writeFile(path.join(place, name ?? ""), "");
  const before = new Date(Date.now() - 13 * 3600_000);
  await utimes(path.join(place, dead ?? ""), before, before);
  const made = await createBackup(source, { to: place, recipients: key.to });
  expect((await readdir(place)).sort()).toEqual([alive, path.basename(made.file)].sort());
});

/** Passes on everything, but for the answer to a commit. */
async function losingCommit(url: string): Promise<{ url: string; stop(): void }> {
  const target = new URL(url);
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    let isOver = false;
    for (const socket of [client, database]) socket.on("error", () => {});
    client.on("data", (data) => {
      isOver ||= /commit/i.test(data.toString("latin1")) && data.length < 100;
      database.write(data);
    });
    database.on("data", (data) => (isOver ? client.destroy() : client.write(data)));
    client.on("close", () => database.end());
    database.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port }).toString(),
    stop: () => void server.close(),
  };
}

it("restores what an older version made, and refuses what a newer one did", async () => {
  const own = ownMigrations();
  const old = await startStaging(path.join(directory, "old"), own.length - 3);
  const id = randomUUID();
  await old.sql`insert into tenants ${old.sql({ ...(await sampleRow(old.sql, "tenants", id)), id, slug: "old-one" })}`;
  await old.sql`insert into users (email, name) values ('old@example.test', 'Älter\t\n\\')`;
  const before = { ...source, ownerUrl: old.url, systemUrl: old.url };
  const made = await createBackup(before, { to: path.join(directory, "old.age"), recipients: key.to });
  await old.stop();
  const into = await open(ownDatabaseUrl);
  expect(await restore(into, made.file)).toMatchObject({ schema: "older" });
  expect(await into.owner`select slug, (select name from users) as person from tenants`).toEqual([
    { slug: "old-one", person: "Älter\t\n\\" },
  ]);
  expect(await appliedMigrations(into.owner)).toEqual(own);
  expect(ageOf(own, own)).toBe("same");
  expect(() => ageOf(own, own.slice(0, -1))).toThrow(expect.objectContaining({ code: "backup_newer" }));
  expect(() => ageOf([{ hash: "0".repeat(64), made_at: 0 }], own)).toThrow(/newer version/);
});

it("comes back on another server whose owner is no superuser", async () => {
  const server = await startServer();
  try {
    const admin = postgres(server.url, { max: 1, onnotice: () => {} });
    await admin.unsafe("create role plain_owner login createdb createrole password 'plain'");
    await admin.end();
    const url = Object.assign(new URL(server.url), {
      username: "plain_owner",
      password: "plain",
      pathname: "/postgres",
    });
    const into = await makeInstallation(url.toString());
    await restore(into, file);
    await expectSame(into, file);
    // Policies hold for its owner again, and triggers are on.
    expect(await into.owner`select 1 from users`).toHaveLength(0);
    expect(
      await into.owner`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not relispartition and not (relrowsecurity and relforcerowsecurity)`,
    ).toHaveLength(0);
    expect(
      await into.owner`select 1 from pg_trigger where not tgisinternal and tgenabled <> 'O'`,
    ).toHaveLength(0);
    // A backup of it is as whole as the first.
    const again = await createBackup(into, { to: path.join(directory, "again"), recipients: key.to });
    const [first, second] = await Promise.all([walkBackup(file, key.by), walkBackup(again.file, key.by)]);
    expect(second.manifest.tables).toEqual(first.manifest.tables);
    expect(second.manifest.objects.sha256).toBe(first.manifest.objects.sha256);
    await into.stop();
  } finally {
    await server.stop();
  }
});
