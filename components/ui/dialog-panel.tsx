"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertDialog, Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { type ConfirmProps, DialogActions, type DialogProps, overlay } from "./dialog.tsx";
import type { DrawerProps } from "./drawer.tsx";
import { TraceId } from "./states.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

const panel =
  "fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-in overflow-y-auto rounded-t-xl border border-line bg-surface shadow-lg sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(32rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl";

interface Opened {
  /** What opened it, where it has a trigger. */
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** The open part of Dialog. */
export function DialogPanel({
  title,
  description,
  wide,
  anchor,
  onClose,
  children,
}: Pick<DialogProps, "title" | "description" | "wide" | "children"> & Opened) {
  const returnFocus = useReturnFocus(anchor);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          className={cn(panel, wide && "sm:w-[min(48rem,calc(100vw-2rem))]")}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...returnFocus}
        >
          <Header title={title} description={description} />
          <div className="px-5 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The open part of Drawer. */
export function DrawerPanel({ title, description, onClose, children }: Omit<DrawerProps, "open">) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...returnFocus}
          className="fixed inset-y-0 right-0 z-50 flex w-full animate-in flex-col overflow-y-auto border-line bg-surface shadow-lg sm:w-[min(36rem,90vw)] sm:border-l"
        >
          <Header title={title} description={description} />
          <div className="grid gap-6 px-5 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What a dialog is called, a sentence about it, and the button that closes it. */
function Header({ title, description }: { title: string; description?: ReactNode }) {
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

/** The open part of Confirm. */
export function ConfirmPanel({
  title,
  description,
  confirmLabel,
  danger = false,
  onConfirm,
  anchor,
  onClose,
}: Omit<ConfirmProps, "trigger"> & Opened) {
  const t = useTranslations("ui");
  const returnFocus = useReturnFocus(anchor);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ message: string; traceId: string | null } | null>(null);

  async function confirm() {
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure({
        message: sentenceOf(error),
        traceId: faultTrace(error),
      });
    } finally {
      setPending(false);
    }
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !pending && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlay} />
        <AlertDialog.Content {...returnFocus} className={cn(panel, "p-5 sm:w-[min(27rem,calc(100vw-2rem))]")}>
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
