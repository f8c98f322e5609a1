"use client";
import { Slot } from "radix-ui";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";

type Side = "top" | "right" | "bottom" | "left";

/** Milliseconds that a pointer rests before it opens, and has to get from the thing to its explanation. */
const REST = 250;
const GRACE = 120;
/** Pixels from the thing, and from the window's edge. */
const GAP = 6;
const EDGE = 8;

/** A short explanation of a focusable thing; never the only place for what a person must know. */
export function Tooltip({
  content,
  side = "top",
  children,
}: {
  content: ReactNode;
  side?: Side;
  children: ReactNode;
}) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const after = (milliseconds: number, next: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), milliseconds);
  };
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    const onScroll = () => setOpen(false);
    window.addEventListener("keydown", onKeyDown, true);
    window.addEventListener("scroll", onScroll, true);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      window.removeEventListener("scroll", onScroll, true);
    };
  }, [open]);
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-describedby={open ? id : undefined}
        onPointerEnter={(event: React.PointerEvent) => event.pointerType !== "touch" && after(REST, true)}
        onPointerLeave={() => after(GRACE, false)}
        // A press is no question.
        onPointerDown={close}
        onClick={close}
        onFocus={(event: React.FocusEvent) => event.target.matches(":focus-visible") && setOpen(true)}
        onBlur={close}
      >
        {children}
      </Slot.Root>
      {open && (
        <Tip
          id={id}
          anchor={anchor.current}
          side={side}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={() => after(GRACE, false)}
        >
          {content}
        </Tip>
      )}
    </>
  );
}

function Tip({
  anchor,
  side,
  ...rest
}: React.ComponentProps<"span"> & { anchor: HTMLElement | null; side: Side }) {
  const tip = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    // Above everything, and placed by the window whatever is transformed or clips around it.
    tip.current?.showPopover?.();
    if (anchor && tip.current) place(tip.current, anchor.getBoundingClientRect(), side);
  }, [anchor, side]);
  return (
    <span
      ref={tip}
      role="tooltip"
      popover="manual"
      className="pointer-events-auto fixed inset-auto top-0 left-0 z-50 w-max max-w-64 animate-in whitespace-normal rounded-md bg-ink px-2 py-1 text-left font-normal text-canvas text-sm shadow-md"
      {...rest}
    />
  );
}

/** Beside the thing, on the other side of it where there is no room, and within the window. */
function place(tip: HTMLElement, at: DOMRect, side: Side): void {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const isVertical = side === "top" || side === "bottom";
  const before = isVertical ? at.top - height - GAP : at.left - width - GAP;
  const behind = isVertical ? at.bottom + GAP : at.right + GAP;
  const room = isVertical ? innerHeight - height - EDGE : innerWidth - width - EDGE;
  const wantsBefore = side === "top" || side === "left";
  const along = wantsBefore ? (before >= EDGE ? before : behind) : behind <= room ? behind : before;
  const across = isVertical ? at.left + (at.width - width) / 2 : at.top + (at.height - height) / 2;
  const most = isVertical ? innerWidth - width - EDGE : innerHeight - height - EDGE;
  const [left, top] = isVertical ? [clamp(across, most), along] : [along, clamp(across, most)];
  tip.style.left = `${Math.round(left)}px`;
  tip.style.top = `${Math.round(top)}px`;
}

const clamp = (value: number, most: number) => Math.max(EDGE, Math.min(value, most));
