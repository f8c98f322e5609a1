"use client";
import { Menu } from "radix-ui/internal";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { cn } from "./cn.ts";
import { popover } from "./menu.tsx";

const itemClass =
  "flex cursor-pointer select-none items-center gap-2 rounded-sm px-2 py-1.5 text-base focus-visible:-outline-offset-2 data-[disabled]:cursor-not-allowed data-[highlighted]:bg-hover data-[disabled]:text-ink-3 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3";

export interface MenuPanelProps {
  id: string;
  /** What it opens under, and gives the focus back to. */
  anchor: RefObject<HTMLElement | null>;
  /** Opened by a key: its first entry has the focus then. */
  byKey: boolean;
  align: "start" | "end";
  className?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** The open part of menu.tsx. */
export function MenuPanel({ id, anchor, byKey, align, className, onClose, children }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const leftByPointer = useRef(false);
  useEffect(() => {
    // As the menu is made when the key is pressed, it has not seen the key itself.
    if (byKey) panel.current?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus();
  }, [byKey]);
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Menu.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Menu.Content
        ref={panel}
        id={id}
        aria-labelledby={anchor.current?.id}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={cn(popover, "min-w-48", className)}
        onInteractOutside={() => {
          leftByPointer.current = true;
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (!leftByPointer.current) anchor.current?.focus();
        }}
      >
        {children}
      </Menu.Content>
    </Menu.Root>
  );
}

export function Item({
  danger = false,
  className,
  ...rest
}: ComponentProps<typeof Menu.Item> & { danger?: boolean }) {
  return <Menu.Item className={cn(itemClass, danger && "text-bad [&_svg]:text-bad", className)} {...rest} />;
}
