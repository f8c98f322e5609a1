import type { UploadItem, UploadState } from "./types.ts";

/** The queue in one line. Bytes. */
export interface Totals {
  /** Files that count: what waits for a decision does not, until it is made. */
  files: number;
  done: number;
  /** Something is being read, sent or verified, or will be by itself. */
  active: boolean;
  size: number;
  loaded: number;
  /** What is still to be sent by itself. */
  remaining: number;
  /** Milliseconds at the present speed; null while it cannot be told. */
  left: number | null;
}

const ACTIVE: ReadonlySet<UploadState> = new Set(["queued", "checking", "uploading", "waiting", "verifying"]);
/** Whose bytes are on their way, or will be. */
const TO_SEND: ReadonlySet<UploadState> = new Set(["queued", "checking", "uploading", "waiting"]);

export const isActive = ({ state }: UploadItem): boolean => ACTIVE.has(state);

/** `speed`: of all uploads together, bytes a second. */
export function totalsOf(items: readonly UploadItem[], speed: number): Totals {
  const counted = items.filter(({ state }) => state !== "duplicate");
  const open = counted.filter(({ state }) => TO_SEND.has(state));
  const remaining = open.reduce((sum, item) => sum + item.size - sentOf(item), 0);
  return {
    files: counted.length,
    done: counted.filter(({ state }) => state === "done").length,
    active: items.some(isActive),
    size: counted.reduce((sum, { size }) => sum + size, 0),
    loaded: counted.reduce((sum, item) => sum + sentOf(item), 0),
    remaining,
    left: speed > 0 && remaining > 0 ? (remaining / speed) * 1000 : null,
  };
}

/** What is read for the hash is not sent. */
const sentOf = (item: UploadItem) => (item.state === "checking" ? 0 : item.loaded);

/** Of a long queue so many lines are shown. */
export const LINES = 60;

const RANK: Record<UploadState, number> = {
  failed: 0,
  needs_file: 0,
  duplicate: 0,
  uploading: 1,
  verifying: 1,
  checking: 1,
  waiting: 1,
  paused: 2,
  queued: 3,
  done: 4,
};

/**
 * The lines of the queue: all in the order in which they were added, or of a long queue those that matter most, what
 * needs the person first. `more` is how many are left out.
 */
export function linesOf(items: readonly UploadItem[]): { lines: readonly UploadItem[]; more: number } {
  if (items.length <= LINES) return { lines: items, more: 0 };
  const lines = items.toSorted((a, b) => RANK[a.state] - RANK[b.state]).slice(0, LINES);
  return { lines, more: items.length - LINES };
}
