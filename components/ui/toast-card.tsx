"use client";
import { CircleAlert, CircleCheck, Info, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useShortcut } from "#components/command/use-shortcut.ts";
import { toldOf } from "#components/data/told-of.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { TraceId } from "./states.tsx";
import type { Shown, ToastMessage } from "./toast.tsx";

/** Milliseconds; something to decide takes longer than something to know. A failure stays until it is dismissed. */
const TO_READ = 6_000;
const TO_DECIDE = 12_000;
/** Pixels: from there on a touch is a swipe, and from there on it dismisses. */
const SWIPE_STARTS = 10;
const SWIPE_ENDS = 48;

const icons = { info: Info, ok: CircleCheck, bad: CircleAlert };
const colours = { info: "text-info", ok: "text-ok", bad: "text-bad" };

interface ToastCardProps {
  toast: Shown;
  /** Its time stands still. */
  isHeld: boolean;
  /** Shows what came of an undo. */
  tell: (message: ToastMessage) => void;
  onClose: () => void;
}

/** One message, with what can be done about it. */
export function ToastCard({ toast, isHeld, tell, onClose }: ToastCardProps) {
  const t = useTranslations("ui");
  const tone = toast.tone ?? "info";
  const Icon = icons[tone];
  const { action } = toast;
  const swipe = useSwipe(onClose);
  useTime(
    tone === "bad" ? Number.POSITIVE_INFINITY : toast.undo || action ? TO_DECIDE : TO_READ,
    isHeld,
    onClose,
  );
  return (
    <li
      id={toast.id}
      tabIndex={-1}
      {...swipe}
      className="pointer-events-auto flex animate-in touch-none items-start gap-2.5 rounded-lg border border-line bg-surface p-3 shadow-lg"
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4.5 shrink-0", colours[tone])} />
      <div className="min-w-0 grow">
        <p className="font-medium wrap-anywhere">{toast.title}</p>
        {toast.description && <p className="text-ink-2 text-sm wrap-anywhere">{toast.description}</p>}
        {toast.traceId && <TraceId id={toast.traceId} start />}
      </div>
      {toast.undo && <Undo undo={toast.undo} tell={tell} onClose={onClose} />}
      {action && (
        <Button
          size="sm"
          onClick={() => {
            onClose();
            action.onAction();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="ghost" size="sm" icon aria-label={t("toast.dismiss")} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </li>
  );
}

/** By the button, or by Z while the message stands there. */
function Undo({
  undo,
  tell,
  onClose,
}: { undo: () => Promise<unknown> } & Pick<ToastCardProps, "tell" | "onClose">) {
  const t = useTranslations("ui");
  async function takeBack() {
    onClose();
    try {
      await undo();
      tell({ tone: "ok", title: t("toast.undone") });
    } catch (error) {
      tell({ tone: "bad", title: t("toast.undoFailed"), ...toldOf(error) });
    }
  }
  useShortcut("z", t("toast.undoKey"), () => void takeBack(), { group: "act" });
  return (
    <Button size="sm" onClick={() => void takeBack()}>
      <Undo2 aria-hidden />
      {t("toast.undo")}
    </Button>
  );
}

/** Calls `onEnd` after so many milliseconds, those left out during which it is held. */
function useTime(milliseconds: number, isHeld: boolean, onEnd: () => void): void {
  const left = useRef(milliseconds);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (isHeld || left.current === Number.POSITIVE_INFINITY) return;
    const start = performance.now();
    const timer = setTimeout(() => end.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - start;
    };
  }, [isHeld]);
}

/** A finger that pushes the message down dismisses it; the button does the same. */
function useSwipe(onEnd: () => void) {
  const start = useRef<number | null>(null);
  const [by, setBy] = useState(0);
  const end = (event: PointerEvent) => {
    if (start.current !== null && event.clientY - start.current > SWIPE_ENDS) onEnd();
    start.current = null;
    setBy(0);
  };
  return {
    style: by > 0 ? { transform: `translateY(${by}px)` } : undefined,
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== "mouse") start.current = event.clientY;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current === null) return;
      const moved = event.clientY - start.current;
      if (moved < SWIPE_STARTS) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setBy(moved);
    },
    onPointerUp: end,
    onPointerCancel: () => {
      start.current = null;
      setBy(0);
    },
  };
}
