import { createHmac } from "node:crypto";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { authSecret, ConfigError, config } from "#lib/config/index.ts";
import { openPool } from "#lib/observability/metrics/record.ts";
import { observed } from "./observe-statement.ts";

export type DatabaseRole = "cai_app" | "cai_system";

/** The pool of one role, opened on first use and shared by the whole process. */
export function pool(role: DatabaseRole): Pool {
  const pools = shared();
  let existing = pools.get(role);
  if (!existing) {
    const url = new URL(roleUrl(role));
    // Out of reach: a BEGIN that fills the pipeline of a busy connection does not get it for itself (porsager/postgres#1189).
    url.searchParams.set("max_pipeline", "1000000");
    const sql = postgres(url.toString(), {
      max: database().poolSize,
      idle_timeout: 30,
      connection: { application_name: `construction-ai ${role}` },
      onnotice: () => {},
    });
    existing = { sql: observed(sql) };
    pools.set(role, existing);
    openPool(role, database().poolSize);
  }
  return existing;
}

/** Closes every pool of this process; queries under way finish first. */
export async function closePools(): Promise<void> {
  const open = [...shared().values()];
  shared().clear();
  await Promise.all(open.map((p) => p.sql.end({ timeout: 5 })));
}

/** Connection URL of a role: given (`DATABASE_APP_URL`, `DATABASE_SYSTEM_URL`) or derived from the owner's. */
export function roleUrl(role: DatabaseRole): string {
  const given = role === "cai_app" ? database().appUrl : database().systemUrl;
  if (given) return given;
  const url = new URL(database().url);
  url.username = role;
  url.password = rolePassword(role);
  return url.toString();
}

/** Password that the migration gives to a role whose URL is not configured. */
export function rolePassword(role: DatabaseRole): string {
  return createHmac("sha256", authSecret()).update(`database role ${role}`).digest("hex");
}

interface Pool {
  sql: postgres.Sql;
}

/** A running transaction; none is opened inside another. */
export type Transaction = Omit<PostgresJsDatabase, "transaction">;

function database() {
  const settings = config().database;
  if (!settings)
    throw new ConfigError([
      "DATABASE_URL is missing: start with `npm start`, which brings a database, or set it.",
    ]);
  return settings;
}

// On globalThis, since a development server loads this module again on each change.
const KEY = Symbol.for("construction-ai.pools");
function shared(): Map<DatabaseRole, Pool> {
  const holder = globalThis as typeof globalThis & { [KEY]?: Map<DatabaseRole, Pool> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}
