"use client";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { onDemand } from "#components/ui/on-demand.ts";
import type { ShellActions, ShellUser } from "./types.ts";

const items = onDemand(() => import("./user-menu-items.tsx"));

export function UserMenu({
  user,
  ...actions
}: { user: ShellUser } & Pick<ShellActions, "onSignOut" | "onSignOutEverywhere">) {
  const t = useTranslations("shell");
  const [isLeaving, startTransition] = useTransition();
  const [open, setOpen] = useState(false);
  const part = items.usePart(open);
  return (
    <Menu
      className="w-64"
      onOpenChange={setOpen}
      isReady={part !== null}
      trigger={
        <Button
          variant="ghost"
          icon
          aria-label={t("account.name", { name: user.name || user.email })}
          aria-busy={isLeaving || undefined}
          className="rounded-full"
          onPointerEnter={items.fetch}
          onFocus={items.fetch}
        >
          <Avatar name={user.name || user.email} />
        </Button>
      }
    >
      {part && <part.UserMenuItems {...actions} user={user} isLeaving={isLeaving} leave={startTransition} />}
    </Menu>
  );
}
