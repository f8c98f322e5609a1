import { type SQL, sql } from "drizzle-orm";
import { pool } from "#db/client.ts";
import { AppError } from "#lib/errors.ts";
import { FEATURES, type FeatureName } from "#lib/features/features.ts";

/** How long a process goes by what it has read, in milliseconds. */
const FRESH_MS = 5000;

interface Switches {
  readAt: number;
  /** Of the feature alone, and of the feature and an organisation. */
  isOn: Map<string, boolean>;
}

let known: Promise<Switches> | undefined;

/** Throws `AppError` 503 (`feature_off`) while operators have switched the feature off, for all or for this organisation. */
export async function requireFeature(name: FeatureName, tenantId: string | null): Promise<void> {
  if (!(await isOn(name, tenantId))) throw new AppError(503, "feature_off", FEATURES[name].refusal);
}

/** Whether the feature is on: for the organisation, else for all, else it is. A change is seen within five seconds. */
export async function isOn(name: FeatureName, tenantId: string | null): Promise<boolean> {
  const { isOn } = await switches();
  return isOn.get(`${name} ${tenantId}`) ?? isOn.get(name) ?? true;
}

/** The same for a query, to the moment; `tenantId` is the organisation's id in it. */
export function isOnIn(name: FeatureName, tenantId: SQL): SQL {
  return sql`coalesce(
    (select is_on from feature_overrides where name = ${name} and tenant_id = ${tenantId}),
    (select is_on from feature_switches where name = ${name}), true)`;
}

/** This process reads them anew; others within `FRESH_MS`. */
export function forgetSwitches(): void {
  known = undefined;
}

async function switches(): Promise<Switches> {
  const now = Date.now();
  const held = await known;
  if (held && now - held.readAt < FRESH_MS) return held;
  const reading = read(now);
  known = reading;
  // What failed is asked for again by whoever comes next.
  reading.catch(() => {
    if (known === reading) known = undefined;
  });
  return reading;
}

async function read(readAt: number): Promise<Switches> {
  const rows = await pool("cai_system").sql<{ key: string; is_on: boolean }[]>`
    select name as key, is_on from feature_switches
    union all select name || ' ' || tenant_id, is_on from feature_overrides`;
  return { readAt, isOn: new Map(rows.map((row) => [row.key, row.is_on])) };
}
