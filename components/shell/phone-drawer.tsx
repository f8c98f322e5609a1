"use client";
import { Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.ts";
import type { Role } from "./types.ts";

const panel = onDemand(() => import("./phone-drawer-panel.tsx"));

/** The sidebar on a phone. */
export function PhoneDrawer({ role, children }: { role: Role; children: ReactNode }) {
  const t = useTranslations("shell");
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const part = panel.usePart(open);
  return (
    <>
      <Button
        ref={anchor}
        variant="ghost"
        icon
        aria-label={t("menu.open")}
        aria-haspopup="dialog"
        aria-expanded={open}
        className="md:hidden"
        onPointerEnter={panel.fetch}
        onClick={() => setOpen(true)}
      >
        <MenuIcon aria-hidden />
      </Button>
      {part && (
        <part.PhoneDrawerPanel role={role} anchor={anchor} onClose={() => setOpen(false)}>
          {children}
        </part.PhoneDrawerPanel>
      )}
    </>
  );
}
