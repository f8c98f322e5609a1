import type { NoticeAnswer } from "#components/data/answers.ts";
import { formatDate } from "#components/format/time.ts";
import type { Translator } from "#lib/i18n/messages.ts";

/** One line of a list: a notice, or several of a kind that came in a row. */
export type NoticeLine = NoticeAnswer & { more: NoticeAnswer[] };

export interface NoticeDay {
  /** "Today", "Yesterday", "24 Nov 2026". */
  label: string;
  lines: NoticeLine[];
}

/** From so many in a row on, files that were processed are one line. */
const TOGETHER = 3;

/** Notices, newest first, by the day in a time zone; what a whole upload came to is one line. */
export function byDay(
  t: Translator<"notifications">,
  notices: readonly NoticeAnswer[],
  now: Date,
  timeZone = "UTC",
): NoticeDay[] {
  const dayOf = (at: string | Date) => formatDate(at, { timeZone });
  const today = dayOf(now);
  const yesterday = dayOf(new Date(now.getTime() - 86_400_000));
  const days = new Map<string, NoticeAnswer[]>();
  for (const notice of notices) {
    const day = dayOf(notice.created_at);
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  return [...days].map(([day, items]) => ({
    label: day === today ? t("groups.today") : day === yesterday ? t("groups.yesterday") : day,
    lines: linesOf(t, items),
  }));
}

/** Notices as lines, in their order. */
export function linesOf(t: Translator<"notifications">, notices: readonly NoticeAnswer[]): NoticeLine[] {
  const runs: NoticeAnswer[][] = [];
  for (const notice of notices) {
    const run = runs.at(-1);
    if (run?.[0] && isSame(run[0], notice)) run.push(notice);
    else runs.push([notice]);
  }
  return runs.flatMap((run): NoticeLine[] => {
    const [first, ...more] = run;
    if (!first || run.length < TOGETHER) return run.map((notice) => ({ ...notice, more: [] }));
    return [
      {
        ...first,
        title: t("groups.filesAreProcessed", { length: run.length }),
        detail: t("groups.takeOffCostAndCarbonAreThere"),
        href: "/files?status=completed",
        more,
      },
    ];
  });
}

const isSame = (one: NoticeAnswer, other: NoticeAnswer) =>
  one.kind === "file_completed" &&
  other.kind === "file_completed" &&
  (one.read_at === null) === (other.read_at === null);
