"use client";
import { type RefObject, useRef } from "react";

/** For the content of a dialog: closing it gives the focus back to what had it, else to what opened it. */
export function useReturnFocus(opener?: RefObject<HTMLElement | null>) {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      // Safari gives no focus to a button that is clicked.
      giveFocusBack(before.current === document.body ? (opener?.current ?? null) : before.current);
    },
  };
}

/**
 * To what had it; where that has gone meanwhile, as the row that was deleted, to the dialog that is still open, else to
 * the page's content.
 */
export function giveFocusBack(before: EventTarget | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
    before.focus();
    if (document.activeElement === before) return;
  }
  const dialogs = document.querySelectorAll<HTMLElement>("[role=dialog][data-state=open]");
  const near = [...dialogs].at(-1) ?? document.getElementById("content");
  near?.focus({ preventScroll: true });
}
