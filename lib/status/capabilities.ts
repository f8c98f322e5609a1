import { CAPABILITY_STATES, type CapabilityName, type CapabilityState } from "#db/schema/status.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import type { PartName, PartState } from "#lib/observability/health/parts.ts";

interface Capability {
  /** What it cannot do without: while one of these is down, so is it. */
  needs: readonly PartName[];
  /** What holds it up only: while one of these is not ready, it takes longer. */
  waitsFor: readonly PartName[];
}

export const CAPABILITIES: Record<CapabilityName, Capability> = {
  pages: {
    needs: ["database"],
    waitsFor: [],
  },
  transfers: {
    needs: ["database", "object_store"],
    waitsFor: [],
  },
  processing: {
    needs: ["database", "object_store"],
    waitsFor: ["jobs"],
  },
  similar: {
    needs: ["database", "vectors"],
    waitsFor: [],
  },
  mail: {
    needs: ["database"],
    waitsFor: ["mail", "jobs"],
  },
  webhooks: {
    needs: ["database"],
    waitsFor: ["jobs"],
  },
  archive: {
    needs: ["database", "object_store"],
    waitsFor: ["jobs"],
  },
};

/** What a capability is called, and what its state means to a person, in the language of the request. */
export function capabilityWords(name: CapabilityName): {
  label: string;
  words: Record<CapabilityState, string>;
} {
  const t = wordsOf("capabilities");
  return {
    label: t(`${name}.label`),
    words: { operational: t("works"), degraded: t(`${name}.degraded`), down: t(`${name}.down`) },
  };
}

/** What the states of the parts mean for the capability. A part that is not named was not asked and counts as ready. */
export function measuredState(
  name: CapabilityName,
  parts: readonly { name: string; state: PartState }[],
): CapabilityState {
  const stateOf = (part: PartName) => parts.find((one) => one.name === part)?.state ?? "ready";
  const { needs, waitsFor } = CAPABILITIES[name];
  if (needs.some((part) => stateOf(part) === "down")) return "down";
  return [...needs, ...waitsFor].every((part) => stateOf(part) === "ready") ? "operational" : "degraded";
}

export function worst(states: readonly CapabilityState[]): CapabilityState {
  const rank = Math.max(0, ...states.map((state) => CAPABILITY_STATES.indexOf(state)));
  return CAPABILITY_STATES[rank] ?? "operational";
}
