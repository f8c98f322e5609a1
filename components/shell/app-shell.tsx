import type { ReactNode } from "react";
import { ToastProvider } from "#components/ui/toast.tsx";
import { Wordmark } from "./logo.tsx";
import { PhoneDrawer } from "./phone-drawer.tsx";
import { SidebarNav } from "./sidebar-nav.tsx";
import { SkipLink } from "./skip-link.tsx";
import { TenantSwitcher } from "./tenant-switcher.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import type { ShellActions, ShellOrganisation, ShellTenant, ShellUser } from "./types.ts";
import { UserMenu } from "./user-menu.tsx";

export interface AppShellProps extends ShellActions {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
  /** The bell, for whoever is told something here. */
  notices?: ReactNode;
  children: ReactNode;
}

/** The frame of every page of an organisation: sidebar by role, top bar, and the page itself. */
export function AppShell({
  tenant,
  user,
  organisations,
  onSignOut,
  onSignOutEverywhere,
  onSwitchOrganisation,
  notices,
  children,
}: AppShellProps) {
  const switcher = (
    <TenantSwitcher tenant={tenant} organisations={organisations} onSwitch={onSwitchOrganisation} />
  );
  return (
    <ToastProvider>
      <SkipLink />
      <div className="md:grid md:grid-cols-[14.5rem_minmax(0,1fr)]">
        <aside className="sticky top-0 z-40 hidden h-dvh flex-col gap-4 border-line border-r bg-surface p-3 md:flex">
          {switcher}
          <div className="min-h-0 grow overflow-y-auto">
            <SidebarNav role={user.role} />
          </div>
          <div className="flex items-center justify-between gap-2 border-line border-t pt-3">
            <Wordmark className="px-2 font-medium text-ink-2 text-sm [&_svg]:size-4.5" />
          </div>
        </aside>
        <div className="min-w-0">
          <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-line border-b bg-surface px-3 md:bg-canvas md:px-6 print:hidden">
            <PhoneDrawer role={user.role}>{switcher}</PhoneDrawer>
            <p className="min-w-0 truncate font-semibold md:hidden">{tenant.name}</p>
            <div className="ml-auto flex items-center gap-2">
              <div className="max-sm:hidden">
                <ThemeToggle />
              </div>
              {notices}
              <UserMenu user={user} onSignOut={onSignOut} onSignOutEverywhere={onSignOutEverywhere} />
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto max-w-[84rem] px-4 py-5 outline-none md:px-6 md:py-6"
          >
            {children}
          </main>
        </div>
      </div>
    </ToastProvider>
  );
}
