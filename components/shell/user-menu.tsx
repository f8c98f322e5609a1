"use client";
import { Activity, ListChecks, LogOut, MonitorX, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { ShellActions, ShellUser } from "./types.ts";

export function UserMenu({
  user,
  onSignOut,
  onSignOutEverywhere,
}: { user: ShellUser } & Pick<ShellActions, "onSignOut" | "onSignOutEverywhere">) {
  const t = useTranslations("shell");
  const [pending, startTransition] = useTransition();
  const name = user.name || user.email;
  return (
    <Menu
      className="w-64"
      trigger={
        <Button
          variant="ghost"
          icon
          aria-label={t("account.name", { name })}
          aria-busy={pending || undefined}
          className="rounded-full"
        >
          <Avatar name={name} />
        </Button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-ink-2 text-sm">{user.email}</p>
        <p className="text-ink-3 text-xs">{t("account.role", { role: t(`roles.${user.role}`) })}</p>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden />
          {t("account.yours")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/dashboard?first-steps=show">
          <ListChecks aria-hidden />
          {t("account.firstSteps")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <a href="/status">
          <Activity aria-hidden />
          {t("account.status")}
        </a>
      </MenuItem>
      <MenuItem disabled={pending} onSelect={() => startTransition(onSignOut)}>
        <LogOut aria-hidden />
        {t("account.signOut")}
      </MenuItem>
      <MenuItem disabled={pending} onSelect={() => startTransition(onSignOutEverywhere)}>
        <MonitorX aria-hidden />
        {t("account.signOutEverywhere")}
      </MenuItem>
    </Menu>
  );
}
