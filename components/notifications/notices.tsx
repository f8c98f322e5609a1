"use client";
import { Bell, CheckCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { toldOf } from "#components/data/told-of.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { byDay, type NoticeLine as Line } from "./groups.ts";
import { topics } from "./looks.ts";
import { NoticeLine, unreadOf } from "./notice-line.tsx";
import { type Read, useMarkRead, useMarkUnread, useNotices } from "./queries.ts";
import { useUnread } from "./unread.ts";

/** Everything the person was told, by day. */
export function Notices() {
  const t = useTranslations("notifications");
  const [param, setParams] = useUrlParams();
  const isUnread = param("show") === "unread";
  const topic = topics(t).find(({ value }) => value === param("topic"))?.value ?? "";
  const notices = useNotices({ unread: isUnread, topic });
  const unread = useUnread();
  const markRead = useMarkRead();
  const markUnread = useMarkUnread();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const mark = async (what: Read) => {
    setPending(true);
    try {
      const marked = await markRead(what);
      if ("all" in what) toast({ tone: "ok", title: t("bell.allRead"), undo: () => markUnread(marked) });
    } catch (error) {
      toast({ tone: "bad", title: t("bell.notMarked"), ...toldOf(error) });
    } finally {
      setPending(false);
    }
  };
  // Of what is shown: what has come since, or is on its way after a change of filter, was not looked at.
  const newest = notices.isPlaceholderData ? undefined : notices.data?.items[0];
  const filtered = isUnread || topic !== "";
  return (
    <div className="grid grid-cols-1">
      <PageHeader
        title={t("notices.notifications")}
        description={t("notices.whatConcernsYouHereYourFiles")}
        actions={
          <>
            <Button asChild>
              <Link href="/account/notifications">{t("notices.preferences")}</Link>
            </Button>
            <Button
              loading={pending}
              disabled={unread === 0 || !newest}
              onClick={() =>
                newest && void mark({ all: true, until: newest.created_at, ...(topic && { topic }) })
              }
            >
              <CheckCheck aria-hidden />
              {topic === "" ? t("notices.markAllRead") : t("notices.markTheseRead")}
            </Button>
          </>
        }
      />
      <Card>
        <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-3">
          <Segmented
            label={t("notices.show")}
            value={isUnread ? "unread" : "all"}
            segments={[
              { value: "all", label: t("notices.all") },
              { value: "unread", label: t("notices.unread") },
            ]}
            onChange={(show) => setParams({ show: show === "unread" ? show : "" })}
          />
          <Select
            aria-label={t("notices.about")}
            className="w-full sm:w-52"
            placeholder={t("notices.everything")}
            options={topics(t)}
            value={topic}
            onChange={(event) => setParams({ topic: event.target.value })}
          />
        </div>
        <PagedList query={notices} what="notifications">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={Bell}
                title={
                  isUnread
                    ? t("notices.allRead")
                    : filtered
                      ? t("notices.nothingMatches")
                      : t("notices.nothingYet")
                }
              >
                {filtered
                  ? isUnread
                    ? t("notices.youHaveReadEverything")
                    : t("notices.youWereToldNothingAboutThis")
                  : t("notices.youAreToldHereWhenYourFilesAre")}
              </EmptyState>
            ) : (
              <Days items={items} onOpen={(line) => void mark({ ids: unreadOf(line) })} />
            )
          }
        </PagedList>
      </Card>
    </div>
  );
}

function Days({ items, onOpen }: { items: Parameters<typeof byDay>[1]; onOpen: (line: Line) => void }) {
  const t = useTranslations("notifications");
  // The reader's own days, once the browser has said where it is.
  const [timeZone, setTimeZone] = useState("UTC");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return byDay(t, items, new Date(), timeZone).map(({ label, lines }) => (
    <section key={label} aria-label={label}>
      <h2 className="border-line border-b bg-subtle px-4 py-1.5 font-medium text-ink-2 text-sm">{label}</h2>
      <ul className="divide-y divide-line border-line border-b last:border-b-0">
        {lines.map((line) => (
          <li key={line.id}>
            <NoticeLine
              line={line}
              onOpen={() => {
                if (unreadOf(line).length > 0) onOpen(line);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
}
