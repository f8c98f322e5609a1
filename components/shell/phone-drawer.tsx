"use client";
import { Menu as MenuIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { overlay } from "#components/ui/dialog.tsx";
import { SidebarNav } from "./sidebar-nav.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import type { Role } from "./types.ts";

/** The sidebar on a phone. */
export function PhoneDrawer({ role, children }: { role: Role; children: ReactNode }) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button variant="ghost" icon aria-label={t("menu.open")} className="md:hidden">
          <MenuIcon aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlay} />
        <Dialog.Content
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
          <SidebarNav role={role} onNavigate={() => setOpen(false)} />
          <div className="mt-auto">
            <ThemeToggle />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
