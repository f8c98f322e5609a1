import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import postgres from "postgres";
import { rolePassword } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { createObjectStores } from "#lib/storage/create-stores.ts";
import { DiskObjectStore } from "#lib/storage/disk/disk-store.ts";
import type { Installation } from "../installation.ts";

/** Passwords of the roles, which every database of a server shares; the tests' own secret makes them. */
const SECRET = process.env.AUTH_SECRET ?? "";

export interface TestInstallation extends Installation {
  directory: string;
  owner: postgres.Sql;
  stop(): Promise<void>;
}

/** An empty installation with a database of its own on a server, by its owner's URL, and a disk store. */
export async function makeInstallation(
  server: string,
  change: Partial<Installation> = {},
): Promise<TestInstallation> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "cai-backup-"));
  const name = `backup_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${await templateOn(server)}`);
  await admin.end();
  const ownerUrl = withPart(server, { pathname: `/${name}` });
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const disk = {
    dir: path.join(directory, "objects"),
    secret: SECRET,
    publicPath: "/_objects/",
    restoreSeconds: 0,
  };
  return {
    directory,
    owner,
    ownerUrl,
    systemUrl: systemUrlOf(ownerUrl),
    stores: createObjectStores({ kind: "disk", ...disk }),
    readArchived: (bucket, key) => new DiskObjectStore(bucket, disk).getEvenArchived(key),
    authSecret: SECRET,
    adoptSecret: null,
    temporaryDir: path.join(directory, "tmp"),
    ...change,
    async stop() {
      await owner.end({ timeout: 5 });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Migrated once, and copied for each installation. */
function templateOn(server: string): Promise<string> {
  const made = templates.get(server) ?? makeTemplate(server);
  templates.set(server, made);
  return made;
}
const templates = new Map<string, Promise<string>>();

async function makeTemplate(server: string): Promise<string> {
  const name = `template_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  // One at a time: migrations set the passwords of roles, which all databases of a server share.
  await admin`select pg_advisory_lock(hashtext('own-database'))`;
  await admin.unsafe(`create database ${name}`);
  await migrateDatabase(withPart(server, { pathname: `/${name}` }));
  await admin.end();
  return name;
}

function systemUrlOf(ownerUrl: string): string {
  return withPart(ownerUrl, { username: "cai_system", password: rolePassword("cai_system") });
}

function withPart(url: string, part: Partial<Pick<URL, "pathname" | "username" | "password">>): string {
  return Object.assign(new URL(url), part).toString();
}

/** A second server, as an external database is one. */
export async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "cai-server-"));
  const database = await startEmbeddedPostgres(directory, { durable: false });
  return {
    url: database.url,
    async stop() {
      await database.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function makeKey(): Promise<{ to: { recipients: string[] }; by: { identities: string[] } }> {
  const identity = await generateX25519Identity();
  return { to: { recipients: [await identityToRecipient(identity)] }, by: { identities: [identity] } };
}
