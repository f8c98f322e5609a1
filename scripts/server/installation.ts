import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type EmbeddedDatabase, keptSecret, startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { loadConfig } from "#lib/config/index.ts";
import { keepDatabase } from "./keep-database.ts";
import { lockDirectory, supervisorOf } from "./lock.ts";
import type { StartRefused } from "./start-refused.ts";

/** What a command needs to join a running installation on embedded services. */
const Running = z.object({
  DATABASE_URL: z.string(),
  AUTH_SECRET: z.string(),
  PORT: z.string(),
  ROOT_DOMAIN: z.string(),
  APP_PROTOCOL: z.string(),
});

const fileOf = (dataDir: string) => path.join(dataDir, "installation.json");

export interface EmbedOptions {
  /** Gives the start up. */
  signal?: AbortSignal;
  /** Where it is given, the server is watched and started again when it ends by itself; called when it does not come back. */
  gaveUp?: (error: StartRefused) => void;
}

/** Starts the embedded database of the configured directory and puts it into this process' environment. */
export async function embedDatabase(
  dataDir: string,
  { signal, gaveUp }: EmbedOptions = {},
): Promise<() => Promise<void>> {
  const database = await startEmbeddedPostgres(dataDir, signal ? { signal } : {});
  const stop = gaveUp ? keep(dataDir, database, gaveUp).stop : database.stop;
  process.env.DATABASE_URL = database.url;
  process.env.CAI_EMBEDDED = "1";
  process.env.AUTH_SECRET ??= await keptSecret(path.join(dataDir, "auth-secret"), 48);
  return stop;
}

/** On the same port, since the processes that use it know its address. */
function keep(dataDir: string, database: EmbeddedDatabase, gaveUp: (error: StartRefused) => void) {
  const port = Number(new URL(database.url).port);
  return keepDatabase(database, {
    restart: (signal) => startEmbeddedPostgres(dataDir, { port, signal }),
    gaveUp,
  });
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
 * command takes. Returns what ends it. Interrupted, it ends the process, unless a `signal` tells the command itself to.
 */
export async function joinInstallation(signal?: AbortSignal): Promise<() => Promise<void>> {
  const settings = loadConfig();
  if (settings.database) return async () => {};
  if ((await supervisorOf(settings.dataDir)) !== null && existsSync(fileOf(settings.dataDir))) {
    const facts = Running.parse(JSON.parse(await readFile(fileOf(settings.dataDir), "utf8")));
    Object.assign(process.env, facts, { CAI_EMBEDDED: "1" });
    return async () => {};
  }
  const interrupted = new AbortController();
  const unlock = await lockDirectory(settings.dataDir);
  let stop = async () => {};
  const leave = async () => {
    await stop();
    await unlock();
  };
  if (!signal)
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(name, () => {
        interrupted.abort();
        void leave().finally(() => process.exit(130));
      });
    }
  stop = await embedDatabase(settings.dataDir, { signal: signal ?? interrupted.signal }).catch(
    async (error) => {
      if (signal) await unlock();
      throw error;
    },
  );
  await migrateDatabase(process.env.DATABASE_URL ?? "");
  return leave;
}
