import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";

/**
 * A migrated database of the benchmark's own, and the environment that points the product at it. Import what reads the
 * configuration only after this. `stop` removes everything.
 */
export async function benchDatabase(
  env: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "cai-bench-"));
  const database = await startEmbeddedPostgres(directory);
  Object.assign(process.env, {
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    CAI_EMBEDDED: "1",
    AUTH_SECRET: "for-the-benchmark-for-the-benchmark-",
    LOG_LEVEL: "silent",
    NODE_ENV: "production",
    ...env,
  });
  await migrateDatabase(database.url);
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
