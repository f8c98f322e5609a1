"use client";
import { useTranslations } from "next-intl";
import { Slot } from "radix-ui";
import { createContext, type MouseEvent, type ReactNode, type Ref, use, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { onDemand } from "./on-demand.ts";

export const overlay = "fixed inset-0 z-40 animate-fade bg-overlay";

/** What is open, of any kind of dialog. Its code comes with the first that opens. */
export const dialogPanels = onDemand(() => import("./dialog-panel.tsx"));

/** Closes the dialog or drawer that is around. */
export const CloseDialog = createContext<() => void>(() => undefined);

export interface DialogProps {
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
  children: ReactNode;
}

/** A modal dialog; on a phone it rises from the bottom edge. */
export function Dialog({ trigger, open: asked, onOpenChange, wide = false, ...rest }: DialogProps) {
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const open = asked ?? own;
  const part = dialogPanels.usePart(open);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const close = () => change(false);
  return (
    <>
      {trigger && (
        <DialogTrigger ref={anchor} open={open} onOpen={() => change(true)}>
          {trigger}
        </DialogTrigger>
      )}
      {part && (
        <CloseDialog value={close}>
          <part.DialogPanel {...rest} wide={wide} anchor={anchor} onClose={close} />
        </CloseDialog>
      )}
    </>
  );
}

function DialogTrigger({
  open,
  onOpen,
  children,
  ref,
}: {
  open: boolean;
  onOpen: () => void;
  children: ReactNode;
  ref: Ref<HTMLElement>;
}) {
  return (
    <Slot.Root
      ref={ref}
      aria-haspopup="dialog"
      aria-expanded={open}
      data-state={open ? "open" : "closed"}
      onPointerEnter={dialogPanels.fetch}
      onFocus={dialogPanels.fetch}
      onClick={(event: MouseEvent) => !event.defaultPrevented && onOpen()}
    >
      {children}
    </Slot.Root>
  );
}

/** Makes its child close the dialog or drawer around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  const close = use(CloseDialog);
  return <Slot.Root onClick={close}>{children}</Slot.Root>;
}

/** The row of buttons that ends a dialog or a form. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}

/** How a dialog with a form ends: Cancel, further buttons, and the one that sends it. */
export function DialogFooter({
  submit,
  pending,
  danger = false,
  children,
}: {
  /** The verb on the button. */
  submit: string;
  pending: boolean;
  danger?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  return (
    <DialogActions>
      <DialogClose>
        <Button>{t("dialog.cancel")}</Button>
      </DialogClose>
      {children}
      <Button type="submit" variant={danger ? "danger" : "primary"} loading={pending}>
        {submit}
      </Button>
    </DialogActions>
  );
}

export interface ConfirmProps {
  trigger: ReactNode;
  title: string;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb on the button: "Delete file", never "OK". */
  confirmLabel: string;
  danger?: boolean;
  /** The dialog stays open and shows progress until it settles; a rejection shows its sentence. */
  onConfirm: () => Promise<void> | void;
}

/** Asks before something that cannot easily be undone. */
export function Confirm({ trigger, ...rest }: ConfirmProps) {
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const part = dialogPanels.usePart(open);
  return (
    <>
      <DialogTrigger ref={anchor} open={open} onOpen={() => setOpen(true)}>
        {trigger}
      </DialogTrigger>
      {part && <part.ConfirmPanel {...rest} anchor={anchor} onClose={() => setOpen(false)} />}
    </>
  );
}
