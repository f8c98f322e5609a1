"use client";
import { Slot } from "radix-ui";
import { type ReactNode, useId, useRef, useState } from "react";
import { onDemand } from "./on-demand.ts";

const panel = onDemand(() => import("./popover-panel.tsx"));

export interface PopoverProps {
  trigger: ReactNode;
  /** Its name, unless `labelledBy` says which element has it. */
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  align?: "start" | "end";
  /** Out of a card that would clip it; else it stays in its trigger's landmark. */
  portal?: boolean;
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** Something small that opens beside its trigger and leaves the page as it is. Escape closes it, and so does a press elsewhere. */
export function Popover({
  trigger,
  label,
  labelledBy,
  describedBy,
  align = "start",
  portal = false,
  className,
  open: asked,
  onOpenChange,
  children,
}: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const open = asked ?? own;
  const part = panel.usePart(open);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-state={open ? "open" : "closed"}
        onPointerEnter={panel.fetch}
        onFocus={panel.fetch}
        onClick={() => change(!open)}
      >
        {trigger}
      </Slot.Root>
      {part && (
        <part.PopoverPanel
          id={id}
          anchor={anchor}
          label={label}
          labelledBy={labelledBy}
          describedBy={describedBy}
          align={align}
          portal={portal}
          className={className}
          onClose={() => change(false)}
        >
          {children}
        </part.PopoverPanel>
      )}
    </>
  );
}
