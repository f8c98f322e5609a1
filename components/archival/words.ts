import { withinSentence } from "#components/format/locale.ts";
import { formatMoney, type Money } from "#components/format/money.ts";
import type { Tone } from "#components/ui/badge.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ArchivalClass, RestoreAnswer, RestoreTier, RunAnswer, StorageAnswer } from "./answers.ts";

/** The classes of the rules in the order they are shown. */
export const classesOf = (
  t: Translator<"archival">,
): readonly { id: ArchivalClass; label: string; hint: string }[] => [
  { id: "completed_files", label: t("words.completedFiles"), hint: t("words.processedOrOnlyStored") },
  { id: "failed_files", label: t("words.failedFiles"), hint: t("words.theirProcessingFailed") },
  { id: "temporary_files", label: t("words.quickLooks"), hint: t("words.temporaryFilesWhichAreDeleted") },
  { id: "logs", label: t("words.logs"), hint: t("words.wholeDaysOfTheAuditLogAndOfJob") },
];

export const archivalClassLabel = (t: Translator<"archival">, id: ArchivalClass): string =>
  classesOf(t).find((one) => one.id === id)?.label ?? id;

type StorageClass = StorageAnswer["archive"]["by_class"][number]["storage_class"];

export const storageClasses = (
  t: Translator<"archival">,
): Record<StorageClass, { label: string; hint: string }> => ({
  STANDARD: { label: t("words.hot"), hint: t("words.readAtOnce") },
  STANDARD_IA: { label: t("words.infrequentAccess"), hint: t("words.restoredAtOnce") },
  GLACIER: { label: t("words.glacier"), hint: t("words.restoredWithinMinutesToHours") },
  DEEP_ARCHIVE: { label: t("words.deepArchive"), hint: t("words.theCheapestRestoredWithinHalfA") },
});

const isStorageClass = (t: Translator<"archival">, id: string): id is StorageClass => id in storageClasses(t);

export const storageClassLabel = (t: Translator<"archival">, id: string): string =>
  isStorageClass(t, id) ? storageClasses(t)[id].label : id;

/** What a file in the archive can be stored as. */
export const archiveClassOptions = (t: Translator<"archival">) =>
  (["STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"] as const).map((value) => ({
    value,
    label: `${storageClasses(t)[value].label}: ${withinSentence(storageClasses(t)[value].hint)}`,
  }));

export const tiers = (t: Translator<"archival">): Record<RestoreTier, { label: string }> => ({
  expedited: { label: t("words.expedited") },
  standard: { label: t("words.standard") },
  bulk: { label: t("words.bulk") },
});

/** As a person orders them: the quickest first. */
export const TIER_ORDER: readonly RestoreTier[] = ["expedited", "standard", "bulk"];

export const restoreStates = (
  t: Translator<"archival">,
): Record<RestoreAnswer["status"], { label: string; tone: Tone; live: boolean }> => ({
  requested: { label: t("words.requested"), tone: "info", live: true },
  in_progress: { label: t("words.restoring"), tone: "brand", live: true },
  ready: { label: t("words.restored"), tone: "ok", live: false },
  expired: { label: t("words.over"), tone: "neutral", live: false },
  failed: { label: t("words.failed"), tone: "bad", live: false },
  superseded: { label: t("words.hotAgain"), tone: "ok", live: false },
});

export const isRestoring = ({ status }: Pick<RestoreAnswer, "status">): boolean =>
  status === "requested" || status === "in_progress";

export const runStates = (
  t: Translator<"archival">,
): Record<RunAnswer["status"], { label: string; tone: Tone }> => ({
  running: { label: t("words.running"), tone: "info" },
  completed: { label: t("words.completed"), tone: "ok" },
  failed: { label: t("words.withFailures"), tone: "bad" },
});

export const triggers = (t: Translator<"archival">): Record<RunAnswer["trigger"], string> => ({
  nightly: t("words.everyNight"),
  operator: t("words.platformOperator"),
  member: t("words.byHand"),
});

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** "within 5 hours"; "at once" for none. In the largest unit that loses nothing by it. */
export function withinText(t: Translator<"archival">, seconds: number): string {
  if (seconds <= 0) return t("words.atOnce");
  if (seconds < 2 * MINUTE) return t("words.withinSeconds", { seconds });
  if (seconds < 2 * HOUR) return t("words.withinSeconds2", { seconds: Math.ceil(seconds / MINUTE) });
  return t("words.withinSeconds3", { seconds: Math.ceil(seconds / HOUR) });
}

/** What is left of a time: "6 days 3 h", "23 h 12 min", "4 min 10 s"; "no time" once it is over. */
export function remainingText(t: Translator<"archival">, milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds <= 0) return t("words.noTime");
  if (seconds >= DAY)
    return two(t("words.days", { days: Math.floor(seconds / DAY) }), Math.floor((seconds % DAY) / HOUR), "h");
  if (seconds >= HOUR)
    return two(`${Math.floor(seconds / HOUR)} h`, Math.floor((seconds % HOUR) / MINUTE), "min");
  if (seconds >= MINUTE)
    return two(t("words.min", { seconds: Math.floor(seconds / MINUTE) }), seconds % MINUTE, "s");
  return `${seconds} s`;
}

/** What a restore costs that is not free; a sum that rounds to nothing is "under $0.01". */
export function costText(t: Translator<"archival">, cost: Money): string {
  if (Number(cost.amount) !== 0) return formatMoney(cost);
  const digits = (cost.amount.split(".")[1] ?? "").length;
  const least = digits === 0 ? "1" : `0.${"1".padStart(digits, "0")}`;
  return t("words.under", { formatMoney: formatMoney({ amount: least, currency: cost.currency }) });
}

const two = (large: string, small: number, unit: string) =>
  small === 0 ? large : `${large} ${small} ${unit}`;
