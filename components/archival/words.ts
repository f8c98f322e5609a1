import { formatMoney, type Money } from "#components/format/money.ts";
import { plural } from "#components/format/numbers.ts";
import type { Tone } from "#components/ui/badge.tsx";
import type { ArchivalClass, RestoreAnswer, RestoreTier, RunAnswer, StorageAnswer } from "./answers.ts";

/** The classes of the rules in the order they are shown. */
export const CLASSES: readonly { id: ArchivalClass; label: string; hint: string }[] = [
  { id: "completed_files", label: "Completed files", hint: "Processed, or only stored" },
  { id: "failed_files", label: "Failed files", hint: "Their processing failed" },
  { id: "temporary_files", label: "Quick looks", hint: "Temporary files, which are deleted after 37 days" },
  { id: "logs", label: "Logs", hint: "Whole days of the audit log and of job logs" },
];

export const archivalClassLabel = (id: ArchivalClass): string =>
  CLASSES.find((one) => one.id === id)?.label ?? id;

type StorageClass = StorageAnswer["archive"]["by_class"][number]["storage_class"];

export const STORAGE_CLASSES: Record<StorageClass, { label: string; hint: string }> = {
  STANDARD: { label: "Hot", hint: "Read at once" },
  STANDARD_IA: { label: "Infrequent access", hint: "Restored at once" },
  GLACIER: { label: "Glacier", hint: "Restored within minutes to hours" },
  DEEP_ARCHIVE: { label: "Deep archive", hint: "The cheapest; restored within half a day to two days" },
};

const isStorageClass = (id: string): id is StorageClass => id in STORAGE_CLASSES;

export const storageClassLabel = (id: string): string =>
  isStorageClass(id) ? STORAGE_CLASSES[id].label : id;

/** What a file in the archive can be stored as. */
export const ARCHIVE_CLASS_OPTIONS = (["STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"] as const).map((value) => ({
  value,
  label: `${STORAGE_CLASSES[value].label}: ${STORAGE_CLASSES[value].hint.toLowerCase()}`,
}));

export const TIERS: Record<RestoreTier, { label: string }> = {
  expedited: { label: "Expedited" },
  standard: { label: "Standard" },
  bulk: { label: "Bulk" },
};

/** As a person orders them: the quickest first. */
export const TIER_ORDER: readonly RestoreTier[] = ["expedited", "standard", "bulk"];

export const RESTORE_STATES: Record<RestoreAnswer["status"], { label: string; tone: Tone; live: boolean }> = {
  requested: { label: "Requested", tone: "info", live: true },
  in_progress: { label: "Restoring", tone: "brand", live: true },
  ready: { label: "Restored", tone: "ok", live: false },
  expired: { label: "Over", tone: "neutral", live: false },
  failed: { label: "Failed", tone: "bad", live: false },
  superseded: { label: "Hot again", tone: "ok", live: false },
};

export const isRestoring = ({ status }: Pick<RestoreAnswer, "status">): boolean =>
  RESTORE_STATES[status].live;

export const RUN_STATES: Record<RunAnswer["status"], { label: string; tone: Tone }> = {
  running: { label: "Running", tone: "info" },
  completed: { label: "Completed", tone: "ok" },
  failed: { label: "With failures", tone: "bad" },
};

export const TRIGGERS: Record<RunAnswer["trigger"], string> = {
  nightly: "Every night",
  operator: "Platform operator",
  member: "By hand",
};

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** "within 5 hours"; "at once" for none. In the largest unit that loses nothing by it. */
export function withinText(seconds: number): string {
  if (seconds <= 0) return "at once";
  if (seconds < 2 * MINUTE) return `within ${plural(seconds, "second")}`;
  if (seconds < 2 * HOUR) return `within ${plural(Math.ceil(seconds / MINUTE), "minute")}`;
  return `within ${plural(Math.ceil(seconds / HOUR), "hour")}`;
}

/** What is left of a time: "6 days 3 h", "23 h 12 min", "4 min 10 s"; "no time" once it is over. */
export function remainingText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds <= 0) return "no time";
  if (seconds >= DAY)
    return two(plural(Math.floor(seconds / DAY), "day"), Math.floor((seconds % DAY) / HOUR), "h");
  if (seconds >= HOUR)
    return two(`${Math.floor(seconds / HOUR)} h`, Math.floor((seconds % HOUR) / MINUTE), "min");
  if (seconds >= MINUTE) return two(`${Math.floor(seconds / MINUTE)} min`, seconds % MINUTE, "s");
  return `${seconds} s`;
}

/** What a restore costs that is not free; a sum that rounds to nothing is "under $0.01". */
export function costText(cost: Money): string {
  if (Number(cost.amount) !== 0) return formatMoney(cost);
  const digits = (cost.amount.split(".")[1] ?? "").length;
  const least = digits === 0 ? "1" : `0.${"1".padStart(digits, "0")}`;
  return `Under ${formatMoney({ amount: least, currency: cost.currency })}`;
}

const two = (large: string, small: number, unit: string) =>
  small === 0 ? large : `${large} ${small} ${unit}`;
