"use client";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { DialogHeader, overlay } from "./dialog.tsx";

/** Details of one thing beside the list that it was opened from; on a phone it takes the whole width. */
export function Drawer({
  title,
  description,
  open,
  onClose,
  children,
}: {
  title: string;
  description?: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className="fixed inset-y-0 right-0 z-50 flex w-full animate-in flex-col overflow-y-auto border-line bg-surface shadow-lg sm:w-[min(36rem,90vw)] sm:border-l"
        >
          <DialogHeader title={title} description={description} />
          <div className="grid gap-6 px-5 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
