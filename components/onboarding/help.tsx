"use client";
import { CircleQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "#components/ui/cn.ts";
import { Popover } from "#components/ui/popover.tsx";

export type HelpTopic =
  | "range"
  | "modules"
  | "confidence"
  | "unknown"
  | "coverage"
  | "floorArea"
  | "priceBook"
  | "quota"
  | "benchmark"
  | "similar";

/**
 * A question mark beside what a newcomer stops at, and behind it a short explanation with what follows from it. Enter or
 * a click opens it, Escape closes it and gives the focus back.
 */
export function Help({ topic, className }: { topic: HelpTopic; className?: string }) {
  const t = useTranslations("help");
  const id = useId();
  const title = t(`topics.${topic}.title`);
  return (
    <Popover
      align="end"
      // Cards clip what reaches beyond them.
      portal
      labelledBy={`${id}-title`}
      describedBy={`${id}-text`}
      className="grid w-[min(22rem,calc(100vw-1rem))] gap-1.5 p-4 outline-none"
      trigger={
        <button
          type="button"
          aria-label={t("open", { topic: title })}
          className={cn(
            // A finger's hit area without a finger's room.
            "relative inline-grid size-6 shrink-0 place-items-center rounded-full text-ink-3 transition-colors after:absolute after:-inset-2.5 hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink print:hidden",
            className,
          )}
        >
          <CircleQuestionMark aria-hidden className="size-4" />
        </button>
      }
    >
      <p id={`${id}-title`} className="font-semibold">
        {title}
      </p>
      <div id={`${id}-text`} className="grid gap-1.5 text-ink-2">
        <p>{t(`topics.${topic}.text`)}</p>
        <p>{t(`topics.${topic}.then`)}</p>
      </div>
    </Popover>
  );
}
