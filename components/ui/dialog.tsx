"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertDialog, Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { TraceId } from "./states.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export const overlay = "fixed inset-0 z-40 animate-fade bg-overlay";
const panel =
  "fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-in overflow-y-auto rounded-t-xl border border-line bg-surface shadow-lg sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(32rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl";

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
export function Dialog({
  trigger,
  title,
  description,
  open,
  onOpenChange,
  wide = false,
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          className={cn(panel, wide && "sm:w-[min(48rem,calc(100vw-2rem))]")}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...(trigger ? {} : returnFocus)}
        >
          <DialogHeader title={title} description={description} />
          <div className="px-5 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What a dialog is called, a sentence about it, and the button that closes it. */
export function DialogHeader({ title, description }: Pick<DialogProps, "title" | "description">) {
  const t = useTranslations("ui");
  return (
    <header className="flex items-start justify-between gap-4 px-5 pt-5 pb-4">
      <div className="grid min-w-0 gap-1">
        <Radix.Title className="break-words font-semibold text-xl">{title}</Radix.Title>
        {description && <Radix.Description className="text-ink-2">{description}</Radix.Description>}
      </div>
      <Radix.Close asChild>
        <Button variant="ghost" icon aria-label={t("dialog.close")} className="-mt-1 -mr-1.5">
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </header>
  );
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
      <Radix.Close asChild>
        <Button>{t("dialog.cancel")}</Button>
      </Radix.Close>
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
export function Confirm({
  trigger,
  title,
  description,
  confirmLabel,
  danger = false,
  onConfirm,
}: ConfirmProps) {
  const t = useTranslations("ui");
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ message: string; traceId: string | null } | null>(null);

  async function confirm() {
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      setOpen(false);
    } catch (error) {
      setFailure({
        message:
          error instanceof Error && error.message ? error.message : t("dialog.thatDidNotWorkTryAgainInA"),
        traceId: faultTrace(error),
      });
    } finally {
      setPending(false);
    }
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !pending && setOpen(next)}>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlay} />
        <AlertDialog.Content className={cn(panel, "p-5 sm:w-[min(27rem,calc(100vw-2rem))]")}>
          <AlertDialog.Title className="font-semibold text-xl">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-ink-2">{description}</AlertDialog.Description>
          {failure && (
            <div role="alert" className="mt-3">
              <p className="text-bad">{failure.message}</p>
              {failure.traceId && <TraceId id={failure.traceId} start />}
            </div>
          )}
          <DialogActions>
            <AlertDialog.Cancel asChild>
              <Button disabled={pending}>{t("dialog.cancel")}</Button>
            </AlertDialog.Cancel>
            <Button variant={danger ? "danger" : "primary"} loading={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
