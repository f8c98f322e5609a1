"use client";
import { BellIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.ts";
import { Popover } from "#components/ui/popover.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { useUnread } from "./unread.ts";

const newest = onDemand(() => import("./newest.tsx"));

/** What is new for the person, from every page. */
export function Bell() {
  const t = useTranslations("notifications");
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const part = newest.usePart(open);
  return (
    <Popover
      align="end"
      label={t("bell.notifications")}
      className="w-[min(25rem,calc(100vw-1rem))] overflow-clip p-0 outline-none"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon aria-label={nameOf(t, unread)} onPointerEnter={newest.fetch}>
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-brand px-1 font-semibold text-[0.625rem] text-on-brand leading-none tabular-nums touch:top-1 touch:right-1"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </Button>
      }
    >
      {part && <part.Newest onClose={() => setOpen(false)} />}
    </Popover>
  );
}

export function nameOf(t: Translator<"notifications">, unread: number): string {
  if (unread === 0) return t("bell.notifications");
  return t("bell.notificationsUnread", { value: unread > 99 ? t("bell.moreThan99") : unread });
}
