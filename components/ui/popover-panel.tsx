"use client";
import { Popover } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn.ts";
import { popover } from "./menu.tsx";

export interface PopoverPanelProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  label?: string | undefined;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  align: "start" | "end";
  /** Out of what would clip it. */
  portal: boolean;
  className?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** The open part of popover.tsx. */
export function PopoverPanel({
  id,
  anchor,
  label,
  labelledBy,
  describedBy,
  align,
  portal,
  className,
  onClose,
  children,
}: PopoverPanelProps) {
  /** The person has gone on to something else. */
  const left = useRef(false);
  const content = (
    <Popover.Content
      id={id}
      align={align}
      sideOffset={6}
      collisionPadding={8}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      tabIndex={-1}
      className={cn(popover, className)}
      // A press of what opened it closes it by itself.
      onInteractOutside={(event) => {
        if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
        else left.current = true;
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (!left.current) anchor.current?.focus();
      }}
    >
      {children}
    </Popover.Content>
  );
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      {portal ? <Popover.Portal>{content}</Popover.Portal> : content}
    </Popover.Root>
  );
}
