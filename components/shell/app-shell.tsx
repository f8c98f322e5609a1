import type { ReactNode } from "react";
import { CommandCenter } from "#components/command/command-center.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { PhoneDrawer } from "./phone-drawer.tsx";
import { WithSidebar } from "./sidebar.tsx";
import type { SidebarMode } from "./sidebar-mode.ts";
import { SkipLink } from "./skip-link.tsx";
import { TenantSwitcher } from "./tenant-switcher.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import type { ShellActions, ShellOrganisation, ShellTenant, ShellUser } from "./types.ts";
import { UserMenu } from "./user-menu.tsx";

export interface AppShellProps extends ShellActions {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
  /** The sidebar as it was left. */
  sidebar: SidebarMode;
  /** The bell, for whoever is told something here. */
  notices?: ReactNode;
  /** What stands over the foot of every page. */
  dock?: ReactNode;
  children: ReactNode;
}

/** The frame of every page of an organisation: sidebar by role, top bar, and the page itself. */
export function AppShell({
  tenant,
  user,
  organisations,
  sidebar,
  notices,
  dock,
  children,
  ...actions
}: AppShellProps) {
  const switcher = (
    <TenantSwitcher tenant={tenant} organisations={organisations} onSwitch={actions.onSwitchOrganisation} />
  );
  return (
    <ToastProvider>
      <SkipLink />
      <WithSidebar role={user.role} initial={sidebar} switcher={switcher}>
        <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-line border-b bg-surface px-3 md:bg-canvas md:px-6 print:hidden">
          <PhoneDrawer role={user.role}>{switcher}</PhoneDrawer>
          <p className="min-w-0 truncate font-semibold md:hidden">{tenant.name}</p>
          <div className="ml-auto flex items-center gap-2 max-sm:gap-0 md:ml-0 md:grow">
            <CommandCenter tenant={tenant} user={user} organisations={organisations} {...actions} />
            <div className="ml-auto max-sm:hidden">
              <ThemeToggle />
            </div>
            {notices}
            <UserMenu
              user={user}
              onSignOut={actions.onSignOut}
              onSignOutEverywhere={actions.onSignOutEverywhere}
            />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[84rem] px-4 py-5 outline-none in-data-offline:pb-20 mb-[var(--dock,0px)] md:px-6 md:py-6"
        >
          {children}
        </main>
      </WithSidebar>
      {dock}
      <OfflineBanner />
    </ToastProvider>
  );
}
