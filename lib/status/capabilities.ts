import { CAPABILITY_STATES, type CapabilityName, type CapabilityState } from "#db/schema/status.ts";
import type { PartName, PartState } from "#lib/observability/health/parts.ts";

interface Capability {
  label: string;
  /** What it cannot do without: while one of these is down, so is it. */
  needs: readonly PartName[];
  /** What holds it up only: while one of these is not ready, it takes longer. */
  waitsFor: readonly PartName[];
  words: Record<CapabilityState, string>;
}

export const CAPABILITIES: Record<CapabilityName, Capability> = {
  pages: {
    label: "Sign-in and pages",
    needs: ["database"],
    waitsFor: [],
    words: {
      operational: "Works.",
      degraded: "Some of it does not work as it should.",
      down: "Pages and the API do not answer.",
    },
  },
  transfers: {
    label: "Uploads and downloads",
    needs: ["database", "object_store"],
    waitsFor: [],
    words: {
      operational: "Works.",
      degraded: "Some transfers do not get through.",
      down: "Files cannot be uploaded or downloaded. What is stored is safe.",
    },
  },
  processing: {
    label: "Processing",
    needs: ["database", "object_store"],
    waitsFor: ["jobs"],
    words: {
      operational: "Works.",
      degraded: "Files wait longer than usual for their take-off and estimate. Nothing is lost.",
      down: "Files are not processed. They are taken up again by themselves.",
    },
  },
  similar: {
    label: "Similar estimates",
    needs: ["database", "vectors"],
    waitsFor: [],
    words: {
      operational: "Works.",
      degraded: "Searches are slow, or miss the newest estimates.",
      down: "Similar estimates cannot be searched. New estimates are saved all the same.",
    },
  },
  mail: {
    label: "Mail",
    needs: ["database"],
    waitsFor: ["mail", "jobs"],
    words: {
      operational: "Works.",
      degraded: "Mails, sign-in links among them, come late. They are sent again by themselves.",
      down: "No mail is sent.",
    },
  },
  webhooks: {
    label: "Webhooks",
    needs: ["database"],
    waitsFor: ["jobs"],
    words: {
      operational: "Works.",
      degraded: "Webhooks come late, in their order.",
      down: "No webhook is sent. They wait.",
    },
  },
  archive: {
    label: "Archive and restore",
    needs: ["database", "object_store"],
    waitsFor: ["jobs"],
    words: {
      operational: "Works.",
      degraded: "Files move to and from the archive later than usual.",
      down: "Files cannot be archived or restored. What is archived is safe.",
    },
  },
};

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
