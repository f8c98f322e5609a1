"use client";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  use,
  useId,
  useRef,
  useState,
} from "react";
import type { Item } from "./menu-panel.tsx";
import { onDemand } from "./on-demand.ts";

/** The looks of what opens beside its trigger. It stays in the trigger's landmark (no portal), so it sheds what it would inherit. */
export const popover =
  "z-50 animate-in whitespace-normal rounded-lg border border-line bg-surface p-1 text-left font-normal text-base text-ink shadow-md";

const panel = onDemand(() => import("./menu-panel.tsx"));
const Loaded = createContext<typeof import("./menu-panel.tsx") | null>(null);

/** A menu of actions under its trigger. */
export function Menu({
  trigger,
  align = "end",
  onOpenChange,
  isReady = true,
  children,
  className,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  /** The entries are there: until then an open menu does not show, as a key would find nothing to go to. */
  isReady?: boolean;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<"by key" | "by pointer" | null>(null);
  const open = opened !== null;
  const part = panel.usePart(open);
  const change = (next: typeof opened) => {
    setOpened(next);
    onOpenChange?.(next !== null);
  };
  const toggle = (how: "by key" | "by pointer") => change(open ? null : how);
  return (
    <>
      <Slot.Root
        ref={anchor}
        id={`${id}-trigger`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-state={open ? "open" : "closed"}
        onPointerEnter={panel.fetch}
        onFocus={panel.fetch}
        onPointerDown={(event: PointerEvent) => {
          // Browsers keep clicks from a button that is disabled, and not this.
          if (event.button !== 0 || event.ctrlKey || anchor.current?.matches(":disabled")) return;
          toggle("by pointer");
          // The menu takes the focus.
          if (!open) event.preventDefault();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
          event.preventDefault();
          if (event.key === "ArrowDown") change("by key");
          else toggle("by key");
        }}
      >
        {trigger}
      </Slot.Root>
      {part && isReady && (
        <Loaded value={part}>
          <part.MenuPanel
            id={id}
            anchor={anchor}
            byKey={opened === "by key"}
            align={align}
            className={className}
            onClose={() => change(null)}
          >
            {children}
          </part.MenuPanel>
        </Loaded>
      )}
    </>
  );
}

/** An entry; with `asChild` its child is a link. */
export function MenuItem(props: ComponentProps<typeof Item>) {
  const part = use(Loaded);
  return part && <part.Item {...props} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 py-1.5 text-ink-3 text-xs">{children}</div>;
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1 h-px border-0 bg-line" />;
}
