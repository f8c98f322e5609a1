import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { keptSecret, startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { loadConfig } from "#lib/config/index.ts";
import { lockDirectory, supervisorOf } from "./lock.ts";

/** What a command needs to join a running installation on embedded services. */
const Running = z.object({
  DATABASE_URL: z.string(),
  AUTH_SECRET: z.string(),
  PORT: z.string(),
  ROOT_DOMAIN: z.string(),
  APP_PROTOCOL: z.string(),
});

const fileOf = (dataDir: string) => path.join(dataDir, "installation.json");

/** Starts the embedded database of the configured directory and puts it into this process' environment. */
export async function embedDatabase(dataDir: string): Promise<() => Promise<void>> {
  const database = await startEmbeddedPostgres(dataDir);
  process.env.DATABASE_URL = database.url;
  process.env.CAI_EMBEDDED = "1";
  process.env.AUTH_SECRET ??= await keptSecret(path.join(dataDir, "auth-secret"), 48);
  return () => database.stop();
}

/** Notes the running installation for operator commands; returns its removal. */
export async function announceInstallation(): Promise<() => Promise<void>> {
  const { dataDir, database, authSecret, port, rootDomain, protocol } = loadConfig();
  const file = fileOf(dataDir);
  const facts: z.input<typeof Running> = {
    DATABASE_URL: database?.url ?? "",
    AUTH_SECRET: authSecret ?? "",
    PORT: String(port),
    ROOT_DOMAIN: rootDomain,
    APP_PROTOCOL: protocol,
  };
  await writeFile(file, JSON.stringify(facts), { mode: 0o600 });
  return () => rm(file, { force: true });
}

/**
 * For operator commands: joins the installation that runs on DATA_DIR, or else starts its database for as long as the
 * command takes. Returns what ends it.
 */
export async function joinInstallation(): Promise<() => Promise<void>> {
  const settings = loadConfig();
  if (settings.database) return async () => {};
  if ((await supervisorOf(settings.dataDir)) !== null && existsSync(fileOf(settings.dataDir))) {
    const facts = Running.parse(JSON.parse(await readFile(fileOf(settings.dataDir), "utf8")));
    Object.assign(process.env, facts, { CAI_EMBEDDED: "1" });
    return async () => {};
  }
  const unlock = await lockDirectory(settings.dataDir);
  const stop = await embedDatabase(settings.dataDir);
  await migrateDatabase(process.env.DATABASE_URL ?? "");
  return async () => {
    await stop();
    await unlock();
  };
}
