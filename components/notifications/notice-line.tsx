"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { cn } from "#components/ui/cn.ts";
import type { NoticeLine as Line } from "./groups.ts";
import { LOOKS, TONES } from "./looks.ts";

/** A notice that leads to what it is about. */
export function NoticeLine({ line, onOpen }: { line: Line; onOpen: () => void }) {
  const t = useTranslations("notifications");
  const { icon: Icon, tone } = LOOKS[line.kind];
  const isUnread = line.read_at === null;
  const content = (
    <>
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", TONES[tone])} />
      <span className="min-w-0 grow">
        <span className={cn("block wrap-anywhere", isUnread && "font-medium")}>
          {isUnread && <span className="sr-only">{t("noticeLine.unread")} </span>}
          {line.title}
        </span>
        {line.detail && <span className="block text-ink-2 text-sm wrap-anywhere">{line.detail}</span>}
        <span className="block text-ink-3 text-xs">
          <Time at={line.created_at} show="relative" />
        </span>
      </span>
      <span aria-hidden className={cn("mt-1.5 size-2 shrink-0 rounded-full", isUnread && "bg-brand")} />
    </>
  );
  const looks = "flex w-full items-start gap-3 px-4 py-2.5 text-left hover:bg-hover";
  if (line.href)
    return (
      <Link href={line.href} onClick={onOpen} className={cn(looks, "-outline-offset-2")}>
        {content}
      </Link>
    );
  return <div className={looks}>{content}</div>;
}

/** Ids of the notices of a line that are not read yet. */
export const unreadOf = (line: Line): string[] =>
  [line, ...line.more].filter(({ read_at }) => read_at === null).map(({ id }) => id);
