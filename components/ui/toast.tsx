"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { onDemand } from "./on-demand.ts";

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

export type Shown = ToastMessage & { id: string };

const MOST = 4;
/** So long a message stands where screen readers listen, milliseconds. */
const SAID = 1_500;

const region = onDemand(() => import("./toast-region.tsx"));
const Context = createContext<(message: ToastMessage) => void>(() => undefined);

/** `const toast = useToast(); toast({ tone: "ok", title: "Moved", undo: () => moveBack() })` */
export const useToast = () => useContext(Context);

/** Messages in the corner; see toast-region.tsx, whose code comes when the page rests or with the first of them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const [show] = useState(
    () => (message: ToastMessage) =>
      setToasts((list) => [...list.slice(1 - MOST), { ...message, id: crypto.randomUUID() }]),
  );
  const part = region.usePart(toasts.length > 0);
  return (
    <Context value={show}>
      {children}
      {part && (
        <part.ToastRegion
          toasts={toasts}
          tell={show}
          onClose={(id) => setToasts((all) => all.filter((toast) => toast.id !== id))}
        />
      )}
      <Announcer toasts={toasts} />
    </Context>
  );
}

/** What the newest messages say, to who cannot see them: what went wrong at once, the rest after what is being read. */
function Announcer({ toasts }: { toasts: readonly Shown[] }) {
  const t = useTranslations("ui");
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  const newest = toasts.at(-1)?.id;
  useEffect(() => {
    if (newest === undefined) return;
    const timer = setTimeout(() => setSaid((all) => new Set(all).add(newest)), SAID);
    return () => clearTimeout(timer);
  }, [newest]);
  const waiting = toasts.filter(({ id }) => !said.has(id));
  const lines = (isBad: boolean) =>
    waiting
      .filter(({ tone }) => (tone === "bad") === isBad)
      .map(({ id, title, description, action, undo }) => (
        <p key={id}>
          {[title, description, action?.label, undo && t("toast.undo")].filter(Boolean).join(". ")}
        </p>
      ));
  // Both are there before anything is said in them, which is what makes them heard.
  return (
    <div className="sr-only">
      <div aria-live="polite">{lines(false)}</div>
      <div aria-live="assertive">{lines(true)}</div>
    </div>
  );
}
