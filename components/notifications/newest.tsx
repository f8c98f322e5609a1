"use client";
import { CheckCheck, Settings } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { toldOf } from "#components/data/told-of.ts";
import { Button } from "#components/ui/button.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { linesOf } from "./groups.ts";
import { NoticeLine, unreadOf } from "./notice-line.tsx";
import { type Read, useMarkRead, useMarkUnread, useNewest } from "./queries.ts";

const SHOWN = 10;

/** What stands behind the bell. */
export function Newest({ onClose }: { onClose: () => void }) {
  const t = useTranslations("notifications");
  const newest = useNewest();
  const markRead = useMarkRead();
  const toast = useToast();
  const first = newest.data?.items[0];
  const markUnread = useMarkUnread();
  const mark = async (what: Read) => {
    try {
      const marked = await markRead(what);
      if ("all" in what) toast({ tone: "ok", title: t("bell.allRead"), undo: () => markUnread(marked) });
    } catch (error) {
      toast({ tone: "bad", title: t("bell.notMarked"), ...toldOf(error) });
    }
  };
  return (
    <>
      <div className="flex items-center justify-between gap-2 border-line border-b px-4 py-2">
        <h2 className="font-semibold">{t("bell.notifications")}</h2>
        {first && (newest.data?.unread ?? 0) > 0 && (
          <Button
            size="sm"
            variant="ghost"
            className="-mr-2"
            onClick={() => void mark({ all: true, until: first.created_at })}
          >
            <CheckCheck aria-hidden />
            {t("bell.markAllRead")}
          </Button>
        )}
      </div>
      <div className="max-h-[min(28rem,60dvh)] overflow-y-auto overscroll-contain">
        <QueryView query={newest} loading={<LoadingRows rows={3} label={t("bell.loadingNotifications")} />}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="px-4 py-8 text-center text-ink-2">{t("bell.nothingYetYouAreToldHereWhen")}</p>
            ) : (
              <ul className="divide-y divide-line">
                {linesOf(t, items)
                  .slice(0, SHOWN)
                  .map((line) => (
                    <li key={line.id}>
                      <NoticeLine
                        line={line}
                        onOpen={() => {
                          const ids = unreadOf(line);
                          if (ids.length > 0) void mark({ ids });
                          onClose();
                        }}
                      />
                    </li>
                  ))}
              </ul>
            )
          }
        </QueryView>
      </div>
      <div className="flex items-center justify-between gap-2 border-line border-t px-4 py-2">
        <Button size="sm" variant="link" asChild>
          <Link href="/notifications" onClick={onClose}>
            {t("bell.seeAll")}
          </Link>
        </Button>
        <Button
          size="sm"
          variant="ghost"
          icon
          asChild
          aria-label={t("bell.chooseYourNotifications")}
          className="-mr-2"
        >
          <Link href="/account/notifications" onClick={onClose}>
            <Settings aria-hidden />
          </Link>
        </Button>
      </div>
    </>
  );
}
