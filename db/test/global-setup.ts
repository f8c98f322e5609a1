import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../embedded.ts";
import { migrateDatabase } from "../migrate.ts";
import { installAuditGuard } from "./audit-guard.ts";

/** One real PostgreSQL server for the whole test run, in a directory of its own. Each test makes its own tenant. */
export default async function setup() {
  const directory = await mkdtemp(path.join(os.tmpdir(), "cai-test-"));
  const database = await startEmbeddedPostgres(directory, { durable: false });
  process.env.DATA_DIR = directory;
  process.env.DATABASE_URL = database.url;
  process.env.DATABASE_POOL_SIZE = "4";
  process.env.CAI_EMBEDDED = "1";
  process.env.LOG_LEVEL = "silent";
  process.env.AUTH_SECRET = "only-for-tests-only-for-tests-only-for-tests";
  process.env.OPERATOR_TOKEN = "operator-token-of-the-tests";
  process.env.METRICS_TOKEN = "metrics-token-of-the-tests";
  process.env.MAIL_WEBHOOK_SECRET = "mail-webhook-secret-of-the-tests";
  // The matrix asks faster than any organisation may.
  process.env.API_RATE_PER_SECOND = "100000";
  process.env.API_RATE_BURST = "100000";
  await migrateDatabase(database.url);
  await installAuditGuard(database.url);
  return async () => {
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
