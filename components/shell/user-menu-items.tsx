"use client";
import { Activity, ListChecks, LogOut, MonitorX, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { ShellActions, ShellUser } from "./types.ts";

/** What stands in user-menu.tsx once it is open. */
export function UserMenuItems({
  user,
  isLeaving,
  leave,
  onSignOut,
  onSignOutEverywhere,
}: {
  user: ShellUser;
  /** Signing out is under way. */
  isLeaving: boolean;
  leave: (how: () => Promise<void>) => void;
} & Pick<ShellActions, "onSignOut" | "onSignOutEverywhere">): ReactNode {
  const t = useTranslations("shell");
  return (
    <>
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{user.name || user.email}</p>
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
      <MenuItem disabled={isLeaving} onSelect={() => leave(onSignOut)}>
        <LogOut aria-hidden />
        {t("account.signOut")}
      </MenuItem>
      <MenuItem disabled={isLeaving} onSelect={() => leave(onSignOutEverywhere)}>
        <MonitorX aria-hidden />
        {t("account.signOutEverywhere")}
      </MenuItem>
    </>
  );
}
