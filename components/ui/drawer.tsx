"use client";
import type { ReactNode } from "react";
import { CloseDialog, dialogPanels } from "./dialog.tsx";

export interface DrawerProps {
  title: string;
  description?: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Details of one thing beside the list that it was opened from; on a phone it takes the whole width. */
export function Drawer({ open, ...rest }: DrawerProps) {
  const part = dialogPanels.usePart(open);
  return (
    part && (
      <CloseDialog value={rest.onClose}>
        <part.DrawerPanel {...rest} />
      </CloseDialog>
    )
  );
}
