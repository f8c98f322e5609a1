"use client";
import { type ReactNode, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";

/** A button that opens a dialog with a form; the form closes it when it is done. */
export function ChangeDialog({
  trigger,
  title,
  description,
  wide = false,
  children,
}: {
  trigger: ReactNode;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={title}
      description={description}
      wide={wide}
    >
      {children(() => setOpen(false))}
    </Dialog>
  );
}
