"use client";
import { CircleAlert, CircleCheck, Info, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { useShortcut } from "#components/command/use-shortcut.ts";
import { toldOf } from "#components/data/told-of.ts";
import { Button } from "./button.tsx";
import { TraceId } from "./states.tsx";

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: "info" | "ok" | "bad";
  /** Of a fault on our side, for support to find it. */
  traceId?: string | null;
  /** One thing to do about it. */
  action?: { label: string; onAction: () => void };
  /** Takes back what was just done. What it throws is told, and that nothing was undone. */
  undo?: () => Promise<unknown>;
}

type Shown = ToastMessage & { id: string };

/** Milliseconds; something to decide takes longer than something to know. A failure stays until it is dismissed. */
const TO_READ = 6_000;
const TO_DECIDE = 12_000;
const MOST = 4;

const Context = createContext<(message: ToastMessage) => void>(() => undefined);

/** `const toast = useToast(); toast({ tone: "ok", title: "Moved", undo: () => moveBack() })` */
export const useToast = () => useContext(Context);

const icons = { info: Info, ok: CircleCheck, bad: CircleAlert };
const colours = { info: "text-info", ok: "text-ok", bad: "text-bad" };

/** Messages in the corner: F8 goes to them, pointing at one or being in it stops its time, Escape or a swipe dismisses it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const [toasts, setToasts] = useState<Shown[]>([]);
  const show = useCallback(
    (message: ToastMessage) =>
      setToasts((list) => [...list.slice(1 - MOST), { ...message, id: crypto.randomUUID() }]),
    [],
  );
  const dismiss = (id: string) => setToasts((list) => list.filter((toast) => toast.id !== id));
  return (
    <Context value={show}>
      <Radix.Provider duration={TO_READ} swipeDirection="down">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => dismiss(toast.id)} />
        ))}
        <Radix.Viewport
          label={t("toast.region", { hotkey: "{hotkey}" })}
          className="fixed right-0 bottom-0 z-50 grid w-full gap-2 p-4 outline-none in-data-offline:bottom-16 sm:w-96 sm:in-data-offline:bottom-10 print:hidden"
        />
      </Radix.Provider>
    </Context>
  );
}

function ToastCard({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const t = useTranslations("ui");
  const tone = toast.tone ?? "info";
  const Icon = icons[tone];
  return (
    <Radix.Root
      duration={tone === "bad" ? Number.POSITIVE_INFINITY : toast.undo || toast.action ? TO_DECIDE : TO_READ}
      // What went wrong is said at once; the rest waits for what is being read.
      type={tone === "bad" ? "foreground" : "background"}
      onOpenChange={(open) => !open && onClose()}
      className="flex animate-in items-start gap-2.5 rounded-lg border border-line bg-surface p-3 shadow-lg"
    >
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${colours[tone]}`} />
      <div className="min-w-0 grow">
        <Radix.Title className="font-medium wrap-anywhere">{toast.title}</Radix.Title>
        {toast.description && (
          <Radix.Description className="text-ink-2 text-sm wrap-anywhere">
            {toast.description}
          </Radix.Description>
        )}
        {toast.traceId && <TraceId id={toast.traceId} start />}
      </div>
      {toast.undo && <Undo undo={toast.undo} onClose={onClose} />}
      {toast.action && (
        <Radix.Action asChild altText={toast.action.label}>
          <Button size="sm" onClick={toast.action.onAction}>
            {toast.action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <Button variant="ghost" size="sm" icon aria-label={t("toast.dismiss")}>
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}

/** By the button, or by Z while the message stands there. */
function Undo({ undo, onClose }: { undo: () => Promise<unknown>; onClose: () => void }) {
  const t = useTranslations("ui");
  const toast = useToast();
  async function takeBack() {
    onClose();
    try {
      await undo();
      toast({ tone: "ok", title: t("toast.undone") });
    } catch (error) {
      toast({
        tone: "bad",
        title: t("toast.undoFailed"),
        ...toldOf(error),
      });
    }
  }
  useShortcut("z", t("toast.undoKey"), () => void takeBack(), { group: "act" });
  return (
    <Radix.Action asChild altText={t("toast.undo")}>
      <Button size="sm" onClick={() => void takeBack()}>
        <Undo2 aria-hidden />
        {t("toast.undo")}
      </Button>
    </Radix.Action>
  );
}
