"use client";
import { useTranslations } from "next-intl";
import { DismissableLayer } from "radix-ui/internal";
import {
  createContext,
  type FocusEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { isCovered } from "#components/command/shortcuts.ts";
import { type Shown, ToastCard } from "./toast-card.tsx";
import { giveFocusBack } from "./use-return-focus.ts";

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

const MOST = 4;
/** Goes to the messages, from anywhere. */
const HOTKEY = "F8";
/** So long a message stands where screen readers listen, milliseconds. */
const SAID = 1_500;

const Context = createContext<(message: ToastMessage) => void>(() => undefined);

/** `const toast = useToast(); toast({ tone: "ok", title: "Moved", undo: () => moveBack() })` */
export const useToast = () => useContext(Context);

/**
 * Messages in the corner: F8 goes to them, pointing at one or being in them stops their time, a swipe dismisses one. So
 * does Escape, in the message that has the focus, else the newest one where nothing else took the key: a message lies over
 * the page, but whatever is open is nearer to the person.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const [toasts, setToasts] = useState<Shown[]>([]);
  const [show] = useState(
    () => (message: ToastMessage) =>
      setToasts((list) => [...list.slice(1 - MOST), { ...message, id: crypto.randomUUID() }]),
  );
  const [isPointed, setPointed] = useState(false);
  const [isInside, setInside] = useState(false);
  const isAway = useIsAway();
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<EventTarget | null>(null);

  const dismiss = (id: string) => {
    if (document.getElementById(id)?.contains(document.activeElement)) giveFocusBack(before.current);
    setToasts((all) => all.filter((toast) => toast.id !== id));
  };
  const newest = toasts.at(-1)?.id;
  useKeyDown((key) => {
    if (key === HOTKEY && newest !== undefined) document.getElementById(newest)?.focus();
    if (key !== "Escape") return;
    const inside = toasts.find(({ id }) => document.getElementById(id)?.contains(document.activeElement));
    const id = inside?.id ?? (isCovered() ? undefined : newest);
    if (id !== undefined) dismiss(id);
  });
  // What goes takes no pointer out with it, and no focus.
  if (toasts.length === 0 && (isPointed || isInside)) {
    setPointed(false);
    setInside(false);
  }
  const isOutside = (event: FocusEvent) => !list.current?.contains(event.relatedTarget);
  return (
    <Context value={show}>
      {children}
      {/* To press something in here is no press outside of the dialog that is open. */}
      <DismissableLayer.Branch
        role="region"
        aria-label={t("toast.region", { hotkey: HOTKEY })}
        className="pointer-events-none fixed right-0 bottom-0 z-60 mb-[var(--dock,0px)] w-full p-4 in-data-offline:bottom-16 sm:w-96 sm:in-data-offline:bottom-10 print:hidden"
      >
        <ol
          ref={list}
          onPointerEnter={() => setPointed(true)}
          onPointerLeave={() => setPointed(false)}
          onFocus={(event) => {
            if (isOutside(event)) before.current = event.relatedTarget;
            setInside(true);
          }}
          onBlur={(event) => isOutside(event) && setInside(false)}
          className="grid gap-2"
        >
          {toasts.map((toast) => (
            <ToastCard
              key={toast.id}
              toast={toast}
              isHeld={isPointed || isInside || isAway}
              tell={show}
              onClose={() => dismiss(toast.id)}
            />
          ))}
        </ol>
      </DismissableLayer.Branch>
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

/** The person looks at another window: nothing is to go meanwhile. */
function useIsAway(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const leave = () => setAway(true);
    const come = () => setAway(false);
    window.addEventListener("blur", leave);
    window.addEventListener("focus", come);
    return () => {
      window.removeEventListener("blur", leave);
      window.removeEventListener("focus", come);
    };
  }, []);
  return isAway;
}

/** On the window, so that whatever on the page takes a key for itself has said so by then. */
function useKeyDown(onKey: (key: string) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) latest.current(event.key);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
