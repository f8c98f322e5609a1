"use client";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { useConnection } from "#components/data/connection.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { cn } from "#components/ui/cn.ts";
import { Progress } from "#components/ui/progress.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { DockFooter } from "./dock-footer.tsx";
import { RefusedFiles } from "./refusals.tsx";
import { isActive, linesOf, totalsOf } from "./totals.ts";
import type { UploadItem } from "./types.ts";
import { type LineActions, speedAndTime, UploadLine } from "./upload-line.tsx";
import { useUploadState, useUploads, useUploadsNow } from "./uploads.tsx";
import { useDockHeight } from "./use-dock-height.ts";

/** Below it the dock is a bar over the foot of the page, and opens only when asked to. */
const PHONE = "(width < 40rem)";
/** So long a finished queue stays open, milliseconds. */
const READ = 6_000;

const needsPerson = ({ state }: UploadItem) =>
  state === "failed" || state === "needs_file" || state === "duplicate";

/** The upload queue, over the page in its corner and wherever the person goes. Nothing while there is nothing to tell. */
export default function UploadDock() {
  const t = useTranslations("uploads");
  const { dismissRefusals } = useUploads();
  const { manager, refusals } = useUploadState();
  const { items, speed } = useUploadsNow();
  const offline = useConnection() === "offline";
  const actions = useLineActions();
  const frame = useDockHeight();
  const totals = totalsOf(items, speed);
  const attention = items.filter(needsPerson).length;
  const needed = attention + (refusals === null ? 0 : 1);
  const [isOpen, setOpen] = useOpen(frame, items.length, needed, totals.active || needed > 0);
  const { lines, more } = linesOf(items);
  const isOver = !totals.active && items.every(({ state }) => state === "done" || state === "failed");

  function close() {
    for (const { key } of items) actions.remove(key);
    dismissRefusals();
  }

  return (
    <section
      ref={frame}
      aria-label={t("dock.title")}
      className={cn(
        "fixed right-0 bottom-0 z-30 flex max-h-[min(34rem,70dvh)] w-full animate-in flex-col overflow-clip border-line border-t bg-surface shadow-lg in-data-offline:bottom-16 print:hidden",
        "sm:right-4 sm:mb-4 sm:rounded-lg sm:border sm:in-data-offline:bottom-10",
        isOpen ? "sm:w-104" : "sm:w-80",
      )}
    >
      <header className="grid grid-cols-1 gap-1.5 px-3 py-2">
        <div className="flex items-center gap-2">
          <div className="min-w-0 grow">
            <h2 className="font-semibold">{t("dock.title")}</h2>
            <p aria-live="polite" className="truncate text-ink-2 text-sm">
              {t("dock.done", { done: totals.done, files: totals.files })}
              {attention > 0 && (
                <span className="font-medium text-warn"> · {t("dock.attention", { count: attention })}</span>
              )}
            </p>
          </div>
          <Button
            variant="ghost"
            size="sm"
            icon
            aria-expanded={isOpen}
            aria-label={isOpen ? t("dock.collapse") : t("dock.expand")}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
          </Button>
          {isOver && (
            <Button variant="ghost" size="sm" icon aria-label={t("dock.close")} onClick={close}>
              <X aria-hidden />
            </Button>
          )}
        </div>
        {totals.active && (
          <>
            <Progress label={t("dock.total")} value={totals.size > 0 ? totals.loaded / totals.size : null} />
            <p className="text-ink-3 text-sm tabular-nums">
              {[
                t("dock.amount", {
                  loaded: formatBytes(totals.loaded),
                  size: formatBytes(totals.size),
                }),
                ...speedAndTime(t, totals.left === null ? 0 : speed, totals.remaining),
              ].join(" · ")}
            </p>
          </>
        )}
      </header>
      {isOpen && (
        <ScrollRegion label={t("dock.list")} className="min-h-0 border-line border-t">
          <div>
            {offline && items.some(isActive) && (
              <Callout tone="warn" className="m-2 text-sm">
                {t("dock.offline")}
              </Callout>
            )}
            {refusals && <RefusedFiles {...refusals} />}
            <ul>
              {lines.map((item) => (
                <UploadLine key={item.key} item={item} actions={actions.line} />
              ))}
            </ul>
            {more > 0 && <p className="px-3 py-2 text-ink-3 text-sm">{t("dock.more", { count: more })}</p>}
          </div>
        </ScrollRegion>
      )}
      {isOpen && manager && items.length > 0 && (
        <DockFooter items={items} manager={manager} remove={actions.remove} />
      )}
      {actions.field}
    </section>
  );
}

/**
 * Open when something is added, unless on a phone; there too when more of it needs its person, who would not learn of it
 * otherwise. Closed again a while after there is nothing more to tell.
 */
function useOpen(
  frame: RefObject<HTMLElement | null>,
  length: number,
  needed: number,
  isTelling: boolean,
): [boolean, (open: boolean) => void] {
  const [isOpen, setOpen] = useState(() => needed > 0 || !matchMedia(PHONE).matches);
  const [known, setKnown] = useState(length);
  const [told, setTold] = useState(needed);
  if (needed !== told) {
    setTold(needed);
    if (needed > told) setOpen(true);
  }
  if (length !== known) {
    setKnown(length);
    if (length > known && !matchMedia(PHONE).matches) setOpen(true);
  }
  useEffect(() => {
    if (isTelling || !isOpen) return;
    // Not under the hand or the focus of whoever is in it.
    const timer = setInterval(() => {
      if (!frame.current?.matches(":hover, :focus-within")) setOpen(false);
    }, READ);
    return () => clearInterval(timer);
  }, [frame, isTelling, isOpen]);
  return [isOpen, setOpen];
}

/** What the lines can do, with the field by which an interrupted file is chosen again. The same object all the time. */
function useLineActions() {
  const t = useTranslations("uploads");
  const { manager } = useUploadState();
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef("");
  const actions = useMemo(() => {
    const remove = (key: string) =>
      void manager?.remove(key).catch((error: Error) =>
        toast({
          tone: "bad",
          title: t("dock.stillOn"),
          description: error.message,
          traceId: faultTrace(error),
        }),
      );
    const line: LineActions = {
      onPause: (key) => manager?.pause(key),
      onResume: (key) => manager?.resume(key),
      onRemove: remove,
      onUploadAnyway: (key) => manager?.uploadAnyway(key),
      onGiveBack: ({ key, reopens }) => {
        const choose = () => {
          asked.current = key;
          field.current?.click();
        };
        if (!reopens) return choose();
        void manager
          ?.reopen(key)
          .then((opened) => opened || toast({ tone: "bad", title: t("dock.notAllowed") }));
      },
    };
    return { remove, line };
  }, [manager, toast, t]);
  return {
    ...actions,
    field: (
      <input
        ref={field}
        type="file"
        hidden
        aria-label={t("dock.chooseAgainField")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          if (file) manager?.giveBack(asked.current, file);
        }}
      />
    ),
  };
}
