"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConfirmIdentityProvider } from "#components/account/confirm-identity.tsx";
import { forgetVisits } from "#components/command/recent.ts";
import { api } from "#components/data/api.ts";
import { newQueryClient } from "#components/data/query-client.ts";
import { signOut, switchOrganisation } from "#components/data/session.ts";
import { LeavingBanner } from "#components/exports/leaving-banner.tsx";
import type { UnitSystem } from "#components/format/units.ts";
import { UnitsProvider } from "#components/format/units-provider.tsx";
import { Bell } from "#components/notifications/bell.tsx";
import { AppShell } from "#components/shell/app-shell.tsx";
import type { SidebarMode } from "#components/shell/sidebar-mode.ts";
import type { ShellOrganisation, ShellTenant, ShellUser } from "#components/shell/types.ts";
import { StatusBanner } from "#components/status/status-banner.tsx";
import { SupportBanner } from "#components/support/support-banner.tsx";
import { UploadsProvider } from "#components/uploads/uploads.tsx";
import { UploadsFrame } from "#components/uploads/uploads-frame.tsx";
import { UsageBanner } from "#components/usage/usage-banner.tsx";

/** The organisation's frame with what its pages share: server state, and the upload queue that survives navigation. */
export function Workspace({
  tenant,
  user,
  organisations,
  units,
  leavesAt,
  support,
  sidebar,
  children,
}: {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
  units: UnitSystem;
  /** When the organisation is deleted; null: it is not to be. */
  leavesAt: string | null;
  /** The operator who looks, in place of a member. */
  support: { name: string; until: string } | null;
  sidebar: SidebarMode;
  children: ReactNode;
}) {
  const [queries] = useState(() => newQueryClient());
  const mayUpload = user.role !== "viewer" && !support;
  return (
    <QueryClientProvider client={queries}>
      <UploadsProvider owner={user.email} enabled={mayUpload}>
        <ConfirmIdentityProvider>
          <AppShell
            tenant={tenant}
            user={user}
            organisations={organisations}
            sidebar={sidebar}
            onSignOut={() => leave(user.email, signOut)}
            onSignOutEverywhere={() =>
              leave(user.email, () => api("/api/me/sign-out-everywhere", { method: "POST" }))
            }
            onSwitchOrganisation={switchOrganisation}
            notices={support ? null : <Bell />}
            dock={mayUpload && <UploadsFrame />}
          >
            {support && <SupportBanner {...support} organisation={tenant.name} />}
            <LeavingBanner name={tenant.name} dueAt={leavesAt} isAdmin={user.role === "admin"} />
            <StatusBanner />
            <UsageBanner />
            <UnitsProvider system={units}>{children}</UnitsProvider>
          </AppShell>
        </ConfirmIdentityProvider>
      </UploadsProvider>
    </QueryClientProvider>
  );
}

async function leave(email: string, end: () => Promise<void>): Promise<void> {
  await end();
  forgetVisits(email);
  // Nothing of the files stays behind; what is unfinished goes on when they are chosen again.
  await import("#components/uploads/upload-store.ts")
    .then(({ browserStore }) => browserStore.forgetContents())
    .catch(() => undefined);
  location.assign("/sign-in");
}
