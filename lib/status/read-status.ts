import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import {
  CAPABILITY_NAMES,
  CAPABILITY_STATES,
  type CapabilityName,
  type CapabilityState,
  incidents,
} from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import { isOn } from "#lib/features/is-on.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { checkHealth, type PartHealth } from "#lib/observability/health/check-health.ts";
import { within } from "#lib/observability/health/within.ts";
import { logger } from "#lib/observability/logger.ts";
import { capabilityWords, measuredState, worst } from "./capabilities.ts";
import { readIncidents } from "./read-incidents.ts";
import { IncidentView } from "./views.ts";

/** What is told to whoever asks: no organisation's data, no names of machines. */
export const StatusView = z.object({
  /** The worst of all; `maintenance` where nothing else is the matter. */
  state: z.enum([...CAPABILITY_STATES, "maintenance"]),
  updated_at: z.string(),
  capabilities: z.array(
    z.object({
      name: z.enum(CAPABILITY_NAMES),
      label: z.string(),
      state: z.enum([...CAPABILITY_STATES, "maintenance"]),
      /** What that means for those who use it. */
      words: z.string(),
    }),
  ),
  /** Open ones, the newest first. */
  incidents: z.array(IncidentView),
  /** Under way and to come, the next first. */
  maintenance: z.array(IncidentView),
});
export type StatusView = z.output<typeof StatusView>;

/** How long what operators told is not read anew, in milliseconds. */
const FRESH_MS = 3000;
/** How long the database may take, in milliseconds: the page does without it then. */
export const LIMIT_MS = 2000;
/** More than anybody reads at once. */
const MOST = 20;

interface Told {
  readAt: number;
  incidents: IncidentView[];
  maintenance: IncidentView[];
}
let told: Told = { readAt: 0, incidents: [], maintenance: [] };
let reading: Promise<void> | null = null;

/** This process reads them anew. */
export function forgetIncidents(): void {
  told = { ...told, readAt: 0 };
}

/** How the product does, by its own measurement and by what operators tell. Answers also without the database. */
export async function readStatus(): Promise<StatusView> {
  const { parts } = await checkHealth();
  const isReadable = parts.every(({ name, state }) => name !== "database" || state === "ready");
  if (isReadable && Date.now() >= told.readAt + FRESH_MS) {
    reading ??= readTold().finally(() => {
      reading = null;
    });
    await reading;
  }
  const now = new Date().toISOString();
  const maintenance = told.maintenance.filter(({ ends_at }) => ends_at !== null && ends_at > now);
  const switchedOff = isReadable ? await whatIsSwitchedOff() : {};
  const capabilities = CAPABILITY_NAMES.map((name) => {
    const state = stateOf(name, { parts, incidents: told.incidents, switchedOff });
    const isMaintained =
      state === "operational" &&
      maintenance.some(({ starts_at, affects }) => starts_at <= now && affects.includes(name));
    const t = wordsOf("capabilities");
    const { label, words } = capabilityWords(name);
    return {
      name,
      label,
      state: isMaintained ? ("maintenance" as const) : state,
      words: switchedOff[name] ?? (isMaintained ? t("maintained") : words[state]),
    };
  });
  return {
    state: overall(capabilities),
    updated_at: now,
    capabilities,
    incidents: told.incidents,
    maintenance,
  };
}

function stateOf(
  name: CapabilityName,
  by: {
    parts: readonly PartHealth[];
    incidents: readonly IncidentView[];
    switchedOff: Partial<Record<CapabilityName, string>>;
  },
): CapabilityState {
  const toldOf = by.incidents.filter(({ affects }) => affects.includes(name)).map(({ impact }) => impact);
  const switched: CapabilityState = by.switchedOff[name] ? "degraded" : "operational";
  return worst([measuredState(name, by.parts), switched, ...toldOf]);
}

function overall(capabilities: readonly { state: CapabilityState | "maintenance" }[]): StatusView["state"] {
  const measured = worst(capabilities.flatMap(({ state }) => (state === "maintenance" ? [] : [state])));
  const isMaintained = capabilities.some(({ state }) => state === "maintenance");
  return measured === "operational" && isMaintained ? "maintenance" : measured;
}

/** What failed is told as it was known before: the page has to answer when little else does. */
async function readTold(): Promise<void> {
  try {
    const now = new Date();
    const open = isNull(incidents.resolvedAt);
    const read = withSystem(async (tx) => ({
      readAt: now.getTime(),
      incidents: await readIncidents(
        tx,
        and(open, eq(incidents.kind, "incident")),
        [desc(incidents.startsAt)],
        MOST,
      ),
      maintenance: await readIncidents(
        tx,
        and(open, eq(incidents.kind, "maintenance"), gt(incidents.endsAt, now)),
        [asc(incidents.startsAt)],
        MOST,
      ),
    }));
    told = await within(LIMIT_MS, read);
  } catch (error) {
    logger().warn({ err: error }, "incidents could not be read; they are told as they were");
  }
}

/** What operators have switched off for all, in words. */
async function whatIsSwitchedOff(): Promise<Partial<Record<CapabilityName, string>>> {
  try {
    const t = wordsOf("capabilities");
    const [uploads, webhooks] = await Promise.all([isOn("uploads", null), isOn("webhooks_out", null)]);
    return {
      ...(uploads ? {} : { transfers: t("uploadsOff") }),
      ...(webhooks ? {} : { webhooks: t("webhooksOff") }),
    };
  } catch {
    return {};
  }
}
