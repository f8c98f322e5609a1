"use client";
import { useTranslations } from "next-intl";
import { DismissableLayer, FocusScope } from "radix-ui/internal";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { isCovered } from "#components/command/shortcuts.ts";
import type { Shown, ToastMessage } from "./toast.tsx";
import { ToastCard } from "./toast-card.tsx";
import { giveFocusBack } from "./use-return-focus.ts";

/** Goes to the messages, from anywhere. */
const HOTKEY = "F8";

/**
 * The messages of toast.tsx while there are any: F8 goes to them, pointing at one or being in them stops their time, a
 * swipe dismisses one. So does Escape, in the message that has the focus, else the newest one where nothing else took the
 * key: a message lies over the page, but whatever is open is nearer to the person.
 */
export function ToastRegion({
  toasts,
  tell,
  onClose,
}: {
  toasts: readonly Shown[];
  tell: (message: ToastMessage) => void;
  onClose: (id: string) => void;
}) {
  const t = useTranslations("ui");
  const [isPointed, setPointed] = useState(false);
  const [isInside, setInside] = useState(false);
  /** The person came by the key: an open dialog, which would take the focus back at once, lets them. */
  const [isVisited, setVisited] = useState(false);
  const isAway = useIsAway();
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<EventTarget | null>(null);

  const dismiss = (id: string) => {
    if (document.getElementById(id)?.contains(document.activeElement)) giveFocusBack(before.current);
    onClose(id);
  };
  const newest = toasts.at(-1)?.id;
  const goToNewest = () => newest !== undefined && document.getElementById(newest)?.focus();
  const focused = () =>
    toasts.find(({ id }) => document.getElementById(id)?.contains(document.activeElement))?.id;
  useKeyDown((key) => {
    if (key === HOTKEY && isVisited) goToNewest();
    if (key === HOTKEY) setVisited(true);
    if (key === "Escape" && newest !== undefined && !isCovered()) dismiss(newest);
  });
  // Before the dialog that is open takes the key for itself.
  useKeyDown((key, event) => {
    const id = key === "Escape" ? focused() : undefined;
    if (id === undefined) return;
    event.stopImmediatePropagation();
    dismiss(id);
  }, "first");
  const leave = () => {
    setInside(false);
    if (!isVisited) return;
    setVisited(false);
    // What lies under a dialog is out of reach, also on the way out of here.
    setTimeout(() => {
      const isLost = document.querySelector(OPEN_DIALOG) && !document.activeElement?.closest(OPEN_DIALOG);
      if (isLost && !list.current?.contains(document.activeElement)) giveFocusBack(before.current);
    });
  };
  const isOutside = (event: FocusEvent) => !list.current?.contains(event.relatedTarget);
  // To press something in here is no press outside of the dialog that is open.
  return (
    <DismissableLayer.Branch
      role="region"
      aria-label={t("toast.region", { hotkey: HOTKEY })}
      // A dialog hides from screen readers what is not in it, but for what says this of itself; toast.tsx says the messages.
      aria-live="off"
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
        onBlur={(event) => isOutside(event) && leave()}
        className="grid gap-2"
      >
        {toasts.map((toast) => (
          <ToastCard
            key={toast.id}
            toast={toast}
            isHeld={isPointed || isInside || isAway}
            tell={tell}
            onClose={() => dismiss(toast.id)}
          />
        ))}
      </ol>
      {isVisited && (
        // Of several scopes of focus the youngest counts, and this one keeps nothing in.
        <FocusScope.Root
          hidden
          onMountAutoFocus={(event) => {
            event.preventDefault();
            goToNewest();
          }}
          onUnmountAutoFocus={(event) => event.preventDefault()}
        />
      )}
    </DismissableLayer.Branch>
  );
}

/** The person looks at another window: nothing is to go meanwhile. */
function useIsAway(): boolean {
  const [isAway, setAway] = useState(() => !document.hasFocus());
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

const OPEN_DIALOG = ":is([role=dialog], [role=alertdialog])[data-state=open]";

/** On the window, so that whatever on the page takes a key for itself has said so by then; or `first` of all. */
function useKeyDown(onKey: (key: string, event: KeyboardEvent) => void, when?: "first"): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) latest.current(event.key, event);
    };
    window.addEventListener("keydown", onKeyDown, when === "first");
    return () => window.removeEventListener("keydown", onKeyDown, when === "first");
  }, [when]);
}
