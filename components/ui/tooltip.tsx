"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A short explanation of a focusable thing; never the only place for what a person must know. */
export function Tooltip({
  content,
  side = "top",
  children,
}: {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 animate-in whitespace-normal rounded-md text-left font-normal bg-ink px-2 py-1 text-canvas text-sm shadow-md"
        >
          {content}
        </Radix.Content>
      </Radix.Root>
    </Radix.Provider>
  );
}
