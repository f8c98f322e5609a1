"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Button } from "#components/ui/button.tsx";
import { overlay } from "#components/ui/dialog.tsx";
import { useReturnFocus } from "#components/ui/use-return-focus.ts";
import { SidebarNav } from "./sidebar-nav.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import type { Role } from "./types.ts";

/** The open part of phone-drawer.tsx. */
export function PhoneDrawerPanel({
  role,
  anchor,
  onClose,
  children,
}: {
  role: Role;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const returnFocus = useReturnFocus(anchor);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlay} />
        <Dialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(18rem,85vw)] animate-drawer flex-col gap-4 overflow-y-auto bg-surface p-3 shadow-lg"
        >
          <div className="flex items-center gap-2">
            <Dialog.Title className="sr-only">{t("menu.title")}</Dialog.Title>
            <div className="min-w-0 grow">{children}</div>
            <Dialog.Close asChild>
              <Button variant="ghost" icon aria-label={t("menu.close")}>
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <SidebarNav role={role} onNavigate={onClose} />
          <div className="mt-auto">
            <ThemeToggle />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
